import Storage

/// Stands for what the system says of some files: size, times of change, inode. Told twice in one
/// process, it says whether one of them changed in between.
struct FileStamp: Hashable, Sendable {
    private var value = 0

    /// Adds a file; nothing if it is not there, or is no file that would be read.
    mutating func add(_ status: FileStatus?) {
        var hasher = Hasher()
        hasher.combine(value)
        hasher.combine(status)
        value = hasher.finalize()
    }
}
