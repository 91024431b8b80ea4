/// Requests that are answered while the program does not run: `policy.batch` of a manifest.
public struct BatchSettings: Sendable, Hashable {
    /// The folder of the requests and the answers, relative to the manifest.
    public var folder = ""
    /// The most requests of one file; hosted services take 50,000.
    public var fileRequests = 50_000

    /// The defaults; `folder` has none.
    public init() {}
}
