public import Records
import Storage

/// A request that came.
public struct ReceivedRequest: Sendable {
    /// Which one it is of all that came, from 0.
    public var number: Int
    /// Which connection it came by, from 0.
    public var connection: Int
    /// `GET` or `POST`.
    public var method: String
    /// The path, such as `/v1/models`.
    public var path: String
    /// The headers, their names in lower case.
    public var headers: [(name: String, value: String)]
    /// The body.
    public var body: [UInt8]
    /// Whether the client wants no further reply by this connection.
    public var isLast: Bool

    /// What the first header of a name, in lower case, says.
    public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    /// The body as JSON; `null` if it is none.
    public var json: JSONValue {
        let value = try? JSONReader.parse(body, file: "a request")
        return value ?? .null
    }
}
