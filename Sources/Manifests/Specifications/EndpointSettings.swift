/// A server that answers: `policy.endpoint` of a manifest, for `kind: endpoint` and `kind: batch`.
public struct EndpointSettings: Sendable, Hashable {
    /// One place where the model is served.
    public struct Server: Sendable, Hashable {
        /// The address up to where `/chat/completions` follows, such as `http://127.0.0.1:8000/v1`.
        public var url = ""
        /// Its share of the requests, among those of all servers.
        public var weight = 1.0
        /// The environment variable that holds its key; nothing if it wants none.
        public var keyVariable: String?

        /// A server without an address.
        public init() {}
    }

    /// The model, as the servers call it.
    public var model = ""
    /// Where it is served.
    public var servers: [Server] = []
    /// The most requests under way at once.
    public var concurrency = 64
    /// How long one request may take.
    public var requestTimeout = Duration.seconds(300)
    /// How long the draws of one question may take, retries and waits included.
    public var deadline = Duration.seconds(3600)
    /// How many of the likeliest tokens may be drawn; nothing for the server's own setting.
    public var topK: Int?
    /// The least probability of a token, as a share of the likeliest's; nothing for the server's own
    /// setting.
    public var minP: Double?
    /// Texts that end a response.
    public var stop: [String] = []
    /// Whether pictures are sent although the probe finds that the server does not look at them.
    public var allowsBlindServer = false

    /// The defaults; `model` and `servers` have none.
    public init() {}
}
