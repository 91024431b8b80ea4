import Glibc
public import Records

extension FileSystem {
    /// The names in a folder, sorted by their bytes, without `.` and `..`.
    ///
    /// - Throws: a `Fault` where it is not a folder, cannot be read, or holds a name that is not
    ///   UTF-8 (it could not be opened under the text that would stand for it).
    public static func list(_ folder: String) throws(Fault) -> [String] {
        let found = try names(in: folder)
        guard found.broken.isEmpty else {
            throw Fault(.badInput, "`\(folder)` holds a name that is not UTF-8")
        }
        return found.names
    }

    /// The names in a folder, without `.` and `..`; of one with more than `limit` names some are left
    /// out: those that the system names last.
    ///
    /// - Throws: a `Fault` where it is not a folder or cannot be read.
    public static func names(
        in folder: String, limit: Int = .max
    ) throws(Fault) -> FolderNames {
        var found = FolderNames()
        try walk(folder) { bytes, descriptor in
            guard found.names.count + found.broken.count < limit else {
                found.isWhole = false
                return false
            }
            if let name = String(validating: bytes, as: UTF8.self) {
                found.names.append(name)
            } else if let status = status(of: bytes, in: descriptor) {
                found.broken.append(FolderEntry(nameBytes: bytes, status: status))
            }
            return true
        }
        found.names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        found.broken.sort { $0.nameBytes.lexicographicallyPrecedes($1.nameBytes) }
        return found
    }

    /// Calls `body` with the bytes of each name in a folder, without `.` and `..`, in no order: for folders
    /// of more names than memory should hold.
    ///
    /// - Throws: a `Fault` where it is not a folder or cannot be read.
    public static func forEachName(
        in folder: String, _ body: (_ name: [UInt8]) -> Void
    ) throws(Fault) {
        try walk(folder) { name, _ in
            body(name)
            return true
        }
    }

    /// Calls `body` with the bytes of each name in a folder, and with the open folder, until it says that
    /// it wants no more.
    private static func walk(
        _ folder: String, _ body: (_ name: [UInt8], _ folder: Int32) -> Bool
    ) throws(Fault) {
        guard let stream = unsafe opendir(try checkPath(folder)) else {
            throw .system("cannot list the folder `\(folder)`", errorNumber: errno)
        }
        defer { unsafe closedir(stream) }
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                let error = errno
                if error == 0 { return }
                throw .system("cannot list the folder `\(folder)`", errorNumber: error)
            }
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe [UInt8](bytes.prefix { $0 != 0 })
            }
            if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { continue }
            guard unsafe body(name, dirfd(stream)) else { return }
        }
    }

    /// What lies under a name of an open folder, a link taken as a link; nothing if it went away.
    static func status(of name: [UInt8], in folder: Int32) -> FileStatus? {
        var facts = stat()
        let found = unsafe FolderWalk.withName(name) { name in
            unsafe fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW)
        }
        return found == 0 ? FileStatus(facts) : nil
    }

    /// Removes a file, a link (never what it leads to) or a whole folder. Fine if absent.
    public static func remove(_ path: String) throws(Fault) {
        guard let status = try linkStatus(path) else { return }
        if status.kind == .folder {
            for name in try list(path) { try remove(path + "/" + name) }
            if unsafe rmdir(path) == 0 || errno == ENOENT { return }
        } else if unsafe unlink(path) == 0 || errno == ENOENT {
            return
        }
        throw .system("cannot remove `\(path)`", errorNumber: errno)
    }
}
