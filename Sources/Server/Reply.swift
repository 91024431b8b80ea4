public import Records

/// What a server answers, and how well it gets there: clients are tried against servers that fail.
public struct Reply: Sendable {
    /// How the response is sent. Counts are of its bytes, its head included.
    public enum Delivery: Sendable, Hashable {
        /// As it should be.
        case whole
        /// In chunks of so many bytes, without a length.
        case chunked(Int)
        /// So many bytes, then the connection is closed.
        case cut(after: Int)
        /// So many bytes, then the connection is reset.
        case reset(after: Int)
        /// So many bytes, and nothing more until the client goes.
        case stalled(after: Int)
    }

    /// The status, such as 200; 0 for a body that is sent without a head.
    public var status: Int
    /// The headers beside the length.
    public var headers: [(name: String, value: String)]
    /// The body.
    public var body: [UInt8]
    /// How it is sent.
    public var delivery = Delivery.whole
    /// Whether the connection is closed afterwards, without a word.
    public var closes = false
    /// What follows the body, bit by bit; see `stream`.
    var next: (@Sendable () -> [UInt8]?)?

    /// A response of bytes.
    public init(
        _ status: Int, headers: [(name: String, value: String)], body: [UInt8],
        delivery: Delivery = .whole
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.delivery = delivery
    }

    /// A response of JSON.
    public static func json(
        _ status: Int, _ value: JSONValue, headers: [(name: String, value: String)] = [],
        delivery: Delivery = .whole
    ) -> Reply {
        Reply(
            status, headers: [("Content-Type", "application/json")] + headers,
            body: Array(value.serialized.utf8), delivery: delivery)
    }

    /// A response that goes on until there is nothing more, the client goes or the server ends: events for
    /// a browser (`text/event-stream`).
    ///
    /// - Parameters:
    ///   - type: the content's type.
    ///   - headers: further headers.
    ///   - next: waits a little, at most a second, for what is to be sent and returns it, be it no byte: in
    ///     between it is noticed that the client has gone. Nothing ends the response. Called by one thread.
    public static func stream(
        _ type: String, headers: [(name: String, value: String)] = [],
        _ next: @escaping @Sendable () -> [UInt8]?
    ) -> Reply {
        var reply = Reply(200, headers: [("Content-Type", type)] + headers, body: [])
        reply.next = next
        return reply
    }

    /// An error as servers of the OpenAI kind word it.
    public static func error(
        _ status: Int, _ message: String, headers: [(name: String, value: String)] = []
    ) -> Reply {
        json(
            status,
            ["error": ["message": .string(message), "type": "error", "code": .integer(status)]],
            headers: headers)
    }

    /// The response as it is sent; it says so where it `isLast`.
    func bytes(isLast: Bool) -> [UInt8] {
        if status == 0 { return body }
        var head = "HTTP/1.1 \(status) Status\r\n"
        if isLast || next != nil { head += "Connection: close\r\n" }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        // The end of the connection is the end of the body.
        if next != nil { return Array("\(head)\r\n".utf8) }
        guard case .chunked(let size) = delivery else {
            return Array("\(head)Content-Length: \(body.count)\r\n\r\n".utf8) + body
        }
        var bytes = Array("\(head)Transfer-Encoding: chunked\r\n\r\n".utf8)
        for start in stride(from: 0, to: body.count, by: max(1, size)) {
            let chunk = body[start..<min(body.count, start + max(1, size))]
            bytes += Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk
            bytes += Array("\r\n".utf8)
        }
        return bytes + Array("0\r\n\r\n".utf8)
    }
}
