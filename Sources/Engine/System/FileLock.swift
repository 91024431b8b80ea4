import Glibc
public import Records
import Storage

/// An exclusive lock on a file (flock), held until `release()` or the process's end. The kernel
/// releases it with the process, so that a file left by a dead process is no obstacle.
public struct FileLock: ~Copyable {
    private let descriptor: Int32
    private let path: String

    /// Locks a file, making it if need be; nothing if somebody else holds it, in this process or
    /// another.
    ///
    /// - Parameter path: the file; its folder must exist.
    /// - Throws: a `Fault` if the file cannot be opened or locked.
    public init?(path: String) throws(Fault) {
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else {
                throw .system(
                    "the lock `\(path)` cannot be opened", errorNumber: errno,
                    pathCode: .cannotCreate)
            }
            while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
                let number = errno
                if number == EINTR { continue }
                close(descriptor)
                if number == EWOULDBLOCK { return nil }
                throw Fault(
                    .tryAgain, "the lock `\(path)` cannot be taken",
                    cause: SystemError.text(number))
            }
            // Whoever held it may have removed the file since it was opened.
            var opened = stat()
            var named = stat()
            if fstat(descriptor, &opened) == 0, stat(path, &named) == 0,
                opened.st_ino == named.st_ino, opened.st_dev == named.st_dev
            {
                self.descriptor = descriptor
                self.path = path
                return
            }
            close(descriptor)
        }
    }

    deinit {
        // A process that is being started has the descriptor too for a moment, and with it the lock.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Replaces what the file says.
    func write(_ text: String) {
        ftruncate(descriptor, 0)
        var text = text
        text.withUTF8 { bytes in
            _ = pwrite(descriptor, bytes.baseAddress, bytes.count, 0)
        }
    }

    /// Lets the lock go. With `removing`, the file goes too.
    public consuming func release(removing: Bool = false) {
        if removing { unlink(path) }
    }

    /// Whether somebody holds the lock now. Takes it for an instant, shared, to find out.
    public static func isHeld(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }
}
