import Glibc
public import Records

extension FileSystem {
    /// Puts a copy of a file at a path, so that its name shows either what was there or all of the
    /// copy, which shares no byte that somebody could change with the file: its blocks are shared only
    /// where the file system copies them when one of the two is written to.
    ///
    /// It is made in `folder`, if that is on the same file system, and beside its place otherwise.
    /// It is not synced: for what can be made again.
    public static func copy(
        _ from: String, to path: String, through folder: String
    ) throws(Fault) {
        let source = try FileDescriptor.open(from, O_RDONLY, for: "read")
        var facts = stat()
        guard unsafe fstat(source.number, &facts) == 0 else {
            throw .system("cannot look at `\(from)`", errorNumber: errno)
        }
        let near = try TemporaryName.beside(path)
        for temporary in ["\(folder)/\(name(of: near))", near] {
            // The first attempt may have read it to its end.
            try source.seek(to: 0)
            try copy(source, facts.st_mode & mode_t(0o777), to: temporary)
            if unsafe Glibc.rename(temporary, try checkPath(path)) == 0 { return }
            let error = errno
            unsafe unlink(temporary)
            guard error == EXDEV, temporary != near else {
                throw .system("cannot rename `\(temporary)` to `\(path)`", errorNumber: error)
            }
        }
    }

    private static func copy(
        _ source: FileDescriptor, _ mode: mode_t, to path: String
    ) throws(Fault) {
        let target = try FileDescriptor.open(
            path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600, for: "write")
        do throws(Fault) {
            try copyBytes(source, to: target)
            guard fchmod(target.number, mode) == 0 else {
                throw .system("cannot set the mode of `\(path)`", errorNumber: errno)
            }
        } catch {
            unsafe unlink(path)
            throw error
        }
    }

    /// Where the file system can share blocks, nothing is copied.
    private static func copyBytes(
        _ source: FileDescriptor, to target: FileDescriptor
    ) throws(Fault) {
        // `FICLONE` of linux/fs.h, a macro that Swift does not see.
        let clone: UInt = 0x4004_9409
        if ioctl(target.number, clone, source.number) == 0 { return }
        try source.forEachChunk { chunk throws(Fault) in try target.write(chunk) }
    }
}
