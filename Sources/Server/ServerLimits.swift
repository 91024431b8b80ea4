/// What a server takes from its clients, and how long it waits for them.
public struct ServerLimits: Sendable, Hashable {
    /// The most bytes of a request's first line and headers.
    public var headByteCount = 65_536
    /// The most bytes of a request's body.
    public var bodyByteCount = 67_108_864
    /// The most connections at once; further clients wait until one ends.
    public var connectionCount = 256
    /// How long a request may take to arrive whole, and a reply to be taken.
    public var transferTime = Duration.seconds(60)
    /// How long a connection may be silent before a request.
    public var idleTime = Duration.seconds(60)

    /// The limits above.
    public init() {}
}
