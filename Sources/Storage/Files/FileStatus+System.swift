import Glibc

extension FileStatus {
    /// The facts from the system's own structure.
    init(_ facts: stat) {
        // Names of the mode bits differ in type between modules, so they are written out.
        kind =
            switch facts.st_mode & 0o170000 {
            case 0o100000: .file
            case 0o040000: .folder
            case 0o120000: .link
            default: .other
            }
        byteCount = Int(facts.st_size)
        modified = FileStatus.nanoseconds(facts.st_mtim)
        changed = FileStatus.nanoseconds(facts.st_ctim)
        inode = UInt64(facts.st_ino)
        device = UInt64(facts.st_dev)
    }

    private static func nanoseconds(_ time: timespec) -> Int {
        let seconds = Int(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
        return seconds.overflow ? .max : seconds.partialValue &+ Int(time.tv_nsec)
    }
}
