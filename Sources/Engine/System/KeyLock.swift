import Glibc
import Records
import Storage

/// The right to work on one key of a kind of stage, held until `release()` or the process's end.
///
/// All keys of a kind share one file, in which each locks a byte of its own (open file description
/// locks, fcntl(2)): a file for each would be made and removed for each unit, which costs file systems
/// far more than the lock. The kernel releases a lock with its process, and over NFS too.
struct KeyLock: ~Copyable {
    /// `F_OFD_SETLK` of fcntl(2), which Swift's Glibc does not import.
    private static let setLock: Int32 = 37

    private let descriptor: Int32
    /// The locked byte.
    private let place: off_t

    /// Locks a key; nothing if somebody else holds it, in this process or another.
    ///
    /// - Parameter folder: the kind's folder in the store; made if need be.
    /// - Throws: a `Fault` if the locks cannot be opened or taken.
    init?(_ key: Digest, in folder: String) throws(Fault) {
        let path = "\(folder)/.locks"
        var descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        if descriptor < 0 && errno == ENOENT {
            try FileSystem.createFolder(folder)
            descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        }
        guard descriptor >= 0 else {
            throw .system(
                "the locks `\(path)` cannot be opened", errorNumber: errno,
                pathCode: .cannotCreate)
        }
        let place = off_t(truncatingIfNeeded: key.leadingWords.0 >> 2)
        var range = KeyLock.range(F_WRLCK, at: place)
        while fcntl(descriptor, KeyLock.setLock, &range) != 0 {
            let number = errno
            if number == EINTR { continue }
            close(descriptor)
            if number == EAGAIN || number == EACCES { return nil }
            throw Fault(
                .tryAgain, "a lock in `\(path)` cannot be taken",
                cause: SystemError.text(number))
        }
        self.descriptor = descriptor
        self.place = place
    }

    deinit {
        // A process that is being started has the descriptor too for a moment, and with it the lock.
        var range = KeyLock.range(F_UNLCK, at: place)
        _ = fcntl(descriptor, KeyLock.setLock, &range)
        close(descriptor)
    }

    private static func range(_ type: Int32, at place: off_t) -> flock {
        var range = flock()
        range.l_type = Int16(type)
        range.l_whence = Int16(SEEK_SET)
        range.l_start = place
        range.l_len = 1
        return range
    }

    /// Lets the lock go.
    consuming func release() {}
}
