public import Records

/// What a server was found to honour.
public struct EndpointCapabilities: Sendable, Hashable {
    /// What a seed does.
    public enum Seeds: String, Sendable, Hashable {
        /// The same seed gives the same response, another one another.
        case repeated
        /// It is taken, and the same seed gives other responses.
        case ignored
        /// A request with a seed is refused; none is sent.
        case refused
    }

    /// What a text that should end the response does.
    public enum Stop: String, Sendable, Hashable {
        /// It ends the response.
        case honoured
        /// Nothing.
        case ignored
        /// The request fails.
        case refused
        /// The response was too short to tell.
        case unknown
    }

    /// The models that the server lists; empty where it lists none.
    public var models: [String] = []
    /// The most choices that a request gave, up to what was wanted.
    public var largestN = 1
    /// What a seed does.
    public var seeds = Seeds.ignored
    /// Whether the i-th choice of a request has the seed plus i.
    public var consecutiveSeeds = false
    /// What `stop` does.
    public var stop = Stop.unknown
    /// Whether log probabilities are given.
    public var logprobs = false
    /// The prompt tokens that a picture adds; nothing where there are no pictures, or the server does
    /// not say.
    public var pictureTokenCount: Int?

    /// Nothing that would be known.
    public init() {}

    /// The findings as JSON, for provenance.
    public var json: JSONValue {
        [
            "models": .array(models.map { .string($0) }), "largest_n": .integer(largestN),
            "seeds": .string(seeds.rawValue), "consecutive_seeds": .bool(consecutiveSeeds),
            "stop": .string(stop.rawValue), "logprobs": .bool(logprobs),
            "picture_tokens": pictureTokenCount.map { .integer($0) } ?? .null,
        ]
    }
}
