/// Flags of open(2) that Glibc's module does not show, because its headers ask for `_GNU_SOURCE`.
enum OpenFlags {
    /// `O_PATH`: a descriptor that only names a place; of a folder, one to open others from.
    static let path: Int32 = 0o10_000_000

    /// `O_DIRECT`: past the page cache.
    #if arch(arm64)
        static let direct: Int32 = 0o200_000
    #else
        static let direct: Int32 = 0o40_000
    #endif
}
