internal import CLinux
import Glibc
import Records

/// An open file. Closed when the last reference goes.
final class FileDescriptor: Sendable {
    let number: Int32
    let path: String

    private init(number: Int32, path: String) {
        self.number = number
        self.path = path
    }

    deinit { _ = close(number) }

    /// Opens a file or, with `O_DIRECTORY`, a folder.
    static func open(
        _ path: String, _ flags: Int32, mode: mode_t = 0o644, for verb: String
    ) throws(Fault) -> FileDescriptor {
        try FileSystem.checkPath(path)
        while true {
            let number = unsafe Glibc.open(path, flags | O_CLOEXEC, mode)
            if number >= 0 { return FileDescriptor(number: number, path: path) }
            let error = errno
            if error != EINTR {
                throw .system("cannot \(verb) `\(path)`", errorNumber: error)
            }
        }
    }

    /// Standard input, under a number of its own.
    static func standardInput() throws(Fault) -> FileDescriptor {
        let number = fcntl(0, F_DUPFD_CLOEXEC, 3)
        if number >= 0 { return FileDescriptor(number: number, path: "standard input") }
        throw .system("cannot read standard input", errorNumber: errno)
    }

    /// Makes a temporary file beside the place where it will be published. It is locked for as long as
    /// it is open, so that nobody takes it for what a dead process left.
    static func temporary(for final: String, _ flags: Int32) throws(Fault) -> FileDescriptor {
        let file = try open(TemporaryName.beside(final), flags | O_CREAT | O_EXCL, for: "write")
        // Where the file system has no locks, the file's age protects it.
        _ = flock(file.number, LOCK_EX | LOCK_NB)
        return file
    }

    /// Reads up to the buffer's length; 0 at the end of the file.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int {
        while true {
            let count = unsafe Glibc.read(number, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            let error = errno
            if error != EINTR { throw .system("cannot read `\(path)`", errorNumber: error) }
        }
    }

    /// Writes all of the buffer.
    func write(_ bytes: RawSpan) throws(Fault) {
        unsafe try bytes.withUnsafeBytes { buffer throws(Fault) in unsafe try write(buffer) }
    }

    private func write(_ buffer: UnsafeRawBufferPointer) throws(Fault) {
        var done = 0
        while done < buffer.count {
            let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[done...])
            let count = unsafe Glibc.write(number, rest.baseAddress, rest.count)
            if count >= 0 {
                done += count
                continue
            }
            let error = errno
            if error != EINTR { throw .system("cannot write `\(path)`", errorNumber: error) }
        }
    }

    /// Goes to a place, in bytes from the start, where the next read begins.
    func seek(to offset: Int) throws(Fault) {
        guard lseek(number, off_t(offset), SEEK_SET) < 0 else { return }
        throw .system("cannot read `\(path)` from byte \(offset) on", errorNumber: errno)
    }

    /// Cuts the file off, or fills it up with zeros.
    func truncate(to byteCount: Int) throws(Fault) {
        while ftruncate(number, off_t(byteCount)) != 0 {
            let error = errno
            if error != EINTR {
                throw .system("cannot cut `\(path)` to \(byteCount) bytes", errorNumber: error)
            }
        }
    }

    /// Waits until the content is on the disk.
    func sync() throws(Fault) {
        while fsync(number) != 0 {
            let error = errno
            // Some file systems do not sync folders, and say so with EINVAL.
            if error == EINVAL { return }
            if error != EINTR { throw .system("cannot sync `\(path)`", errorNumber: error) }
        }
    }

    /// Waits until everything on its file system is on the disk.
    func syncFileSystem() throws(Fault) {
        guard syncfs(number) != 0 else { return }
        throw .system("cannot sync the file system of `\(path)`", errorNumber: errno)
    }

    /// The file's facts.
    func status() throws(Fault) -> FileStatus {
        var facts = stat()
        guard unsafe fstat(number, &facts) == 0 else {
            throw .system("cannot look at `\(path)`", errorNumber: errno)
        }
        return FileStatus(facts)
    }
}
