/// Why a request gave no responses.
struct EndpointFailure: Error, Sendable, Hashable {
    /// What is to be done about it.
    enum Kind: Sendable, Hashable {
        /// The server has no room (429, 503): fewer requests, later.
        case overload
        /// It may work when tried again: the connection broke, the server failed, or what it said
        /// makes no sense.
        case broken
        /// The server will say so to every request: the key, the model or the path is wrong.
        case refused
        /// This request will never work.
        case hopeless
        /// The task was cancelled.
        case cancelled
    }

    var kind: Kind
    /// A word that can be counted.
    var reason: String
    /// A sentence.
    var detail: String
    /// How long the server wants to be left alone.
    var retryAfter: Duration?

    init(_ kind: Kind, _ reason: String, _ detail: String, retryAfter: Duration? = nil) {
        self.kind = kind
        self.reason = reason
        self.detail = detail
        self.retryAfter = retryAfter
    }
}
