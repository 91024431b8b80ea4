import Glibc
public import Records

/// Something that lies in a folder.
public struct FolderEntry: Sendable, Hashable {
    /// Its name, byte for byte.
    public var nameBytes: [UInt8]
    /// What it is; a link is a link.
    public var status: FileStatus

    /// The name as text; broken bytes are replaced.
    public var name: String { String(decoding: nameBytes, as: UTF8.self) }
}

extension FileSystem {
    /// What lies in a folder, without `.` and `..`, in the order of the bytes of the names. Of a
    /// folder with more than `limit` entries some are left out: those that the system names last.
    ///
    /// - Returns: the entries, and whether they are all.
    /// - Throws: a `Fault` where it is not a folder or cannot be read.
    public static func scan(
        _ folder: String, limit: Int
    ) throws(Fault) -> (entries: [FolderEntry], isWhole: Bool) {
        guard let stream = unsafe opendir(try checkPath(folder)) else {
            throw .system("cannot list the folder `\(folder)`", errorNumber: errno)
        }
        defer { unsafe closedir(stream) }
        var entries: [FolderEntry] = []
        var isWhole = true
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                let error = errno
                guard error == 0 else {
                    throw .system("cannot list the folder `\(folder)`", errorNumber: error)
                }
                break
            }
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe [UInt8](bytes.prefix { $0 != 0 })
            }
            if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { continue }
            guard entries.count < limit else {
                isWhole = false
                break
            }
            var facts = stat()
            let found = unsafe FolderWalk.withName(name) { name in
                unsafe fstatat(dirfd(stream), name, &facts, AT_SYMLINK_NOFOLLOW)
            }
            // What went away meanwhile is not there.
            guard found == 0 else { continue }
            entries.append(FolderEntry(nameBytes: name, status: FileStatus(facts)))
        }
        entries.sort { $0.nameBytes.lexicographicallyPrecedes($1.nameBytes) }
        return (entries, isWhole)
    }
}
