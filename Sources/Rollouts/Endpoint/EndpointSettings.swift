/// How an OpenAI-compatible endpoint is asked.
public struct EndpointSettings: Sendable, Hashable {
    /// One of the servers that have the model.
    public struct Server: Sendable, Hashable {
        /// Its address up to `/v1`, such as `http://localhost:8000/v1`.
        public var url: String
        /// Its share of the requests beside the others'.
        public var weight: Double
        /// The environment variable that holds its key; nothing where it wants none.
        public var keyVariable: String?

        /// A server; see the properties.
        public init(url: String, weight: Double = 1, keyVariable: String? = nil) {
            self.url = url
            self.weight = weight
            self.keyVariable = keyVariable
        }
    }

    /// The model's name, as the servers know it.
    public var model: String
    /// The servers.
    public var servers: [Server]
    /// How responses are sampled.
    public var sampling: Sampling
    /// The most requests under way at once, over all servers.
    public var maximumConcurrency = 64
    /// The most choices that one request asks for, even where a server gives more.
    public var largestN = 64
    /// How long one request may take.
    public var requestTimeout = Duration.seconds(300)
    /// How long a draw may take with all that is tried for it, waiting for its first turn aside.
    public var totalDeadline = Duration.seconds(3600)
    /// How often a draw is tried, refusals for lack of room aside.
    public var attempts = 8
    /// Whether pictures are sent although the probe finds that a server does not look at them.
    public var allowsBlindServer = false

    /// Settings; the others have defaults.
    public init(model: String, servers: [Server], sampling: Sampling) {
        self.model = model
        self.servers = servers
        self.sampling = sampling
    }

    /// How responses are sampled. All of it is always sent: servers have defaults of their own.
    public struct Sampling: Sendable, Hashable {
        /// The temperature.
        public var temperature: Double
        /// The share of probability that is sampled from.
        public var topP: Double
        /// The most likely tokens that are sampled from; nothing where servers do not know it.
        public var topK: Int?
        /// The least probability beside the most likely token's; nothing where servers do not know it.
        public var minP: Double?
        /// The most tokens of a response.
        public var maximumTokens: Int
        /// Texts that end a response.
        public var stop: [String]

        /// Settings of sampling; see the properties.
        public init(
            temperature: Double = 1, topP: Double = 1, topK: Int? = nil, minP: Double? = nil,
            maximumTokens: Int, stop: [String] = []
        ) {
            self.temperature = temperature
            self.topP = topP
            self.topK = topK
            self.minP = minP
            self.maximumTokens = maximumTokens
            self.stop = stop
        }
    }
}
