/// How an ingest gets at its sources.
public struct SourceAccess: Sendable {
    /// What stands for a file's content when it is decided whether work was done before.
    public var identity: FileIdentity
    /// Where unpacked archives and lists of pictures are kept; it need not exist. Losing it costs only
    /// time.
    public var cacheFolder: String

    /// A way to get at sources.
    public init(identity: FileIdentity, cacheFolder: String) {
        self.identity = identity
        self.cacheFolder = cacheFolder
    }
}
