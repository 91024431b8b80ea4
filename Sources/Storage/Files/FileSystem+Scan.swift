import Glibc
public import Records

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
            // What went away meanwhile is not there.
            if let status = unsafe status(of: name, in: dirfd(stream)) {
                entries.append(FolderEntry(nameBytes: name, status: status))
            }
        }
        entries.sort { $0.nameBytes.lexicographicallyPrecedes($1.nameBytes) }
        return (entries, isWhole)
    }
}
