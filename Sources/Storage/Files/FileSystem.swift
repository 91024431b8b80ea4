import Glibc
public import Records

/// Files and folders. Paths are plain text; every error is a `Fault` that names the path.
public enum FileSystem {
    /// The bytes of a file.
    ///
    /// - Parameters:
    ///   - path: a file; links are followed. Folders, devices and pipes are refused.
    ///   - offset: how many bytes to leave out at its start.
    ///   - limit: the most bytes to accept.
    /// - Throws: a `Fault` where the file cannot be read or is longer than `limit`.
    public static func read(
        _ path: String, from offset: Int = 0, limit: Int = .max
    ) throws(Fault) -> [UInt8] {
        // Without O_NONBLOCK, opening a pipe that nobody writes to would hang.
        let file = try FileDescriptor.open(path, O_RDONLY | O_NONBLOCK, for: "read")
        let status = try file.status()
        guard status.kind == .file else {
            throw Fault(.badInput, "`\(path)` is not a file")
        }
        guard status.byteCount <= limit else { throw tooLong(path, status.byteCount, limit) }
        if offset > 0 { try file.seek(to: offset) }
        var bytes: [UInt8] = []
        // Files in /proc claim to be empty, and a file may grow while it is read.
        var room = max(0, status.byteCount - offset)
        while true {
            let capacity = max(room - bytes.count, 4096)
            let before = bytes.count
            var failure: Fault?
            let chunk = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                do throws(Fault) {
                    while count < capacity {
                        let rest = unsafe UnsafeMutableRawBufferPointer(
                            UnsafeMutableBufferPointer(rebasing: buffer[count...]))
                        let got = unsafe try file.read(into: rest)
                        if got == 0 { break }
                        count += got
                    }
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
            if before == 0 { bytes = chunk } else { bytes.append(contentsOf: chunk) }
            guard bytes.count <= limit else { throw tooLong(path, bytes.count, limit) }
            if chunk.count < capacity { return bytes }
            room = bytes.count + 1 << 20
        }
    }

    /// Writes a file so that its name shows either the old content or all of the new: into a
    /// temporary file beside it, synced, then renamed.
    ///
    /// - Throws: a `Fault` where any step fails; the temporary file is removed then.
    public static func write(_ bytes: [UInt8], to path: String) throws(Fault) {
        var file = try AtomicFile(for: path)
        unsafe try file.append(bytes.span.bytes)
        try file.publish()
    }

    /// What lies at a path, links followed; nothing if nothing does.
    public static func status(_ path: String) throws(Fault) -> FileStatus? {
        try checkPath(path)
        var facts = stat()
        guard unsafe stat(path, &facts) != 0 else { return FileStatus(facts) }
        return try absent(path, errno)
    }

    /// What lies at a path, a link taken as a link; nothing if nothing does.
    public static func linkStatus(_ path: String) throws(Fault) -> FileStatus? {
        try checkPath(path)
        var facts = stat()
        guard unsafe lstat(path, &facts) != 0 else { return FileStatus(facts) }
        return try absent(path, errno)
    }

    /// Makes a folder and its parents. Fine if it is there.
    public static func createFolder(_ path: String) throws(Fault) {
        if unsafe mkdir(try checkPath(path), 0o755) == 0 { return }
        let error = errno
        if error == ENOENT, let parent = parent(of: path), parent != path {
            try createFolder(parent)
            if unsafe mkdir(path, 0o755) == 0 || errno == EEXIST { return }
            throw .system(
                "cannot make the folder `\(path)`", errorNumber: errno, pathCode: .cannotCreate)
        }
        if error == EEXIST, try status(path)?.kind == .folder { return }
        throw .system(
            "cannot make the folder `\(path)`", errorNumber: error, pathCode: .cannotCreate)
    }

    /// Gives a file or folder another name on the same file system, replacing a file of that name.
    public static func rename(_ from: String, to: String) throws(Fault) {
        try checkPath(to)
        guard unsafe Glibc.rename(try checkPath(from), to) == 0 else {
            throw .system("cannot rename `\(from)` to `\(to)`", errorNumber: errno)
        }
    }

    /// Gives a file that is on the disk its final name, so that a power cut does not take it back.
    static func publish(_ temporary: String, as final: String) throws(Fault) {
        try rename(temporary, to: final)
        try sync(parent(of: final) ?? ".")
    }

    /// Gives a file a second name; copies it where the file system refuses that.
    public static func hardLink(_ from: String, at path: String) throws(Fault) {
        try checkPath(path)
        if unsafe link(try checkPath(from), path) == 0 { return }
        let error = errno
        guard [EXDEV, EPERM, EMLINK, ENOTSUP, EACCES].contains(error) else {
            throw .system("cannot link `\(from)` as `\(path)`", errorNumber: error)
        }
        let source = try FileDescriptor.open(from, O_RDONLY, for: "read")
        var copy = try AtomicFile(for: path)
        try source.forEachChunk { chunk throws(Fault) in try copy.append(chunk) }
        try copy.publish()
    }

    /// Waits until a file's content, or a folder's list of names, is on the disk.
    public static func sync(_ path: String) throws(Fault) {
        try FileDescriptor.open(path, O_RDONLY | O_NONBLOCK, for: "sync").sync()
    }

    /// Waits until everything on the file system that holds a path is on the disk.
    static func syncAll(around path: String) throws(Fault) {
        try FileDescriptor.open(path, O_RDONLY | O_NONBLOCK, for: "sync").syncFileSystem()
    }

    private static func tooLong(_ path: String, _ count: Int, _ limit: Int) -> Fault {
        Fault(.badInput, "`\(path)` has \(count) bytes, more than the \(limit) allowed here")
    }

    private static func absent(_ path: String, _ error: Int32) throws(Fault) -> FileStatus? {
        if error == ENOENT || error == ENOTDIR { return nil }
        throw .system("cannot look at `\(path)`", errorNumber: error)
    }
}
