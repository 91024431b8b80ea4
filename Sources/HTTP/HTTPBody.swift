/// The body of a request, in parts that are put together only while it is sent.
///
/// So a picture is held once, as it is, and not a second time in Base64.
public struct HTTPBody: Sendable {
    /// A piece of a body.
    public enum Part: Sendable {
        /// Bytes as they are.
        case bytes([UInt8])
        /// Bytes that are sent in Base64.
        case base64([UInt8])

        /// The bytes that are sent.
        var byteCount: Int {
            switch self {
            case .bytes(let bytes): bytes.count
            case .base64(let bytes): Base64.count(of: bytes.count)
            }
        }
    }

    /// The pieces, in order.
    public var parts: [Part]

    /// A body of pieces.
    public init(_ parts: [Part]) { self.parts = parts }

    /// The bytes that are sent.
    public var byteCount: Int { parts.reduce(0) { $0 + $1.byteCount } }

    /// The body as it is sent.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(byteCount)
        for part in parts {
            switch part {
            case .bytes(let plain): bytes += plain
            case .base64(let plain): Base64.append(plain, to: &bytes)
            }
        }
        return bytes
    }
}
