/// The most that an archive may hold. What is over stops an entry, or the whole, before it is
/// unpacked further.
public struct ArchiveLimits: Sendable, Hashable {
    /// The most bytes of one entry.
    public var entryBytes = 256 << 20
    /// The most bytes of all entries that are kept.
    public var totalBytes = 1 << 40
    /// The most entries, refused ones included.
    public var entries = 10_000_000
    /// The most bytes of a name.
    public var nameBytes = 4096
    /// The most bytes that one packed byte may become in an entry of over a mebibyte.
    public var entryRatio = 200
    /// The most bytes that one packed byte may become in all, once that is over 64 MiB.
    public var totalRatio = 100
    /// The most bytes that are decompressed only to get past refused entries.
    public var skippedBytes = 8 << 30

    /// From here on the ratio of an entry counts.
    static let entryRatioFloor = 1 << 20
    /// From here on the ratio of the whole counts.
    static let totalRatioFloor = 64 << 20

    /// The defaults.
    public init() {}
}
