/// Why there is no response to a request.
public struct HTTPFailure: Error, Sendable, Hashable {
    /// What went wrong, as a word that can be counted.
    public enum Kind: String, Sendable, Hashable {
        /// The address or a header is none that can be sent.
        case badRequest = "bad_request"
        /// The host's name has no address.
        case name
        /// Nobody answered there.
        case connect
        /// TLS failed, or the certificate is not to be trusted.
        case certificate
        /// The request took longer than it may.
        case timeout
        /// The connection broke, or what came is not HTTP.
        case transport
        /// The response is larger than it may be.
        case tooLarge = "too_large"
        /// The task was cancelled.
        case cancelled
    }

    /// What went wrong.
    public var kind: Kind
    /// The library's words.
    public var detail: String

    /// A failure with its facts.
    public init(_ kind: Kind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }
}
