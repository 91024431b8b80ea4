import Glibc
public import Records

extension Fault {
    /// A fault for a system call that failed.
    ///
    /// The code follows the error: what may pass by itself (a full disk, a lock, a signal) is
    /// `tryAgain`, a disk that fails is `inputOutput`, a descriptor of ours that is wrong is
    /// `internalError`, the rest is the path's fault.
    ///
    /// - Parameters:
    ///   - message: what could not be done, with the path.
    ///   - errorNumber: the value of `errno`, taken right after the call.
    ///   - pathCode: the code where the path itself is to blame.
    public static func system(
        _ message: String, errorNumber: Int32, pathCode: Code = .badInput
    ) -> Fault {
        let code: Code
        var remedy: String?
        switch errorNumber {
        case ENOSPC, EDQUOT:
            code = .tryAgain
            remedy = "free some space on the disk and run the command again"
        case EMFILE, ENFILE:
            code = .tryAgain
            remedy = "raise the limit of open files (`ulimit -n`)"
        case EIO:
            code = .inputOutput
            remedy = "look at what the system says of the disk (`dmesg`)"
        case EAGAIN, EBUSY, EINTR, ENOMEM, ESTALE, ETIMEDOUT: code = .tryAgain
        case EBADF, EFAULT: code = .internalError
        case EACCES, EPERM, EROFS:
            code = pathCode
            remedy = "check who owns the path and its mode"
        default: code = pathCode
        }
        return Fault(code, message, remedy: remedy, cause: SystemError.text(errorNumber))
    }

    /// A fault for a file that is not what it was when the work began. What was made of it must not be
    /// published; the next run sees the file as it is then.
    public static func changed(_ path: String) -> Fault {
        Fault(.tryAgain, "`\(path)` changed while it was read", remedy: "run it again")
    }
}
