/// What a server answered, whatever its status.
public struct HTTPResponse: Sendable, Hashable {
    /// The status, such as 200.
    public var status: Int
    /// The headers, in order.
    public var headers: [HTTPHeader]
    /// The body.
    public var body: [UInt8]
    /// How long it took from start to end, in seconds.
    public var seconds: Double

    /// A response with its facts.
    public init(status: Int, headers: [HTTPHeader], body: [UInt8], seconds: Double) {
        self.status = status
        self.headers = headers
        self.body = body
        self.seconds = seconds
    }

    /// What the first header of a name says; the case of names does not matter.
    public func header(_ name: String) -> String? {
        headers.first { $0.isNamed(name) }?.value
    }
}
