/// A request to a server.
public struct HTTPRequest: Sendable {
    /// Where to.
    public var url: HTTPURL
    /// The headers beside those that the client writes itself.
    public var headers: [HTTPHeader]
    /// What is posted; nothing to get.
    public var body: HTTPBody?
    /// How long it may take in all.
    public var timeout: Duration
    /// Called once, from any thread: all of the body was sent, and a large one is held no longer, or
    /// it never will be.
    public var onBodySent: (@Sendable () -> Void)?

    /// A request; see the properties.
    public init(
        _ url: HTTPURL, headers: [HTTPHeader] = [], body: HTTPBody? = nil,
        timeout: Duration = .seconds(60)
    ) {
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
    }
}

extension HTTPRequest {
    /// The headers as lines.
    var lines: [String] {
        let lines = headers.map { "\($0.name): \($0.value)" }
        // libcurl would wait for a server's word before it sends a large body.
        return body == nil ? lines : lines + ["Expect:"]
    }
}
