public import Storage

/// How an ingest gets at its sources.
public struct SourceAccess: Sendable {
    /// What stands for a file's content when it is decided whether work was done before.
    public var identity: FileIdentity
    /// Where unpacked archives and lists of pictures are kept; it need not exist. Losing it costs only
    /// time.
    public var cacheFolder: String
    /// About how many bytes each list with an entry for every row holds in memory; what is more goes to
    /// files without a name in the cache folder.
    public var memoryLimit: Int

    /// A way to get at sources.
    public init(
        identity: FileIdentity, cacheFolder: String,
        memoryLimit: Int = SpillSpace.usualMemoryLimit
    ) {
        self.identity = identity
        self.cacheFolder = cacheFolder
        self.memoryLimit = memoryLimit
    }

    /// Where lists with an entry for every row go that outgrow memory.
    var spillSpace: SpillSpace { SpillSpace(folder: cacheFolder, memoryLimit: memoryLimit) }
}
