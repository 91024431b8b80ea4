import Glibc
public import Records

extension FileSystem {
    /// The names in a folder, sorted by their bytes, without `.` and `..`.
    ///
    /// - Throws: a `Fault` where it is not a folder, cannot be read, or holds a name that is not
    ///   UTF-8 (it could not be opened under the text that would stand for it).
    public static func list(_ folder: String) throws(Fault) -> [String] {
        guard let stream = unsafe opendir(try checkPath(folder)) else {
            throw .system("cannot list the folder `\(folder)`", errorNumber: errno)
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
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
                unsafe String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let name else {
                throw Fault(.badInput, "`\(folder)` holds a name that is not UTF-8")
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
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
