/// A request's first line and headers (RFC 9112), checked before a byte of its body is taken.
struct RequestHead {
    var method: String
    var path: String
    /// The names are in lower case.
    var headers: [(name: String, value: String)] = []
    var bodyByteCount = 0
    /// Whether the client sends its body only when it is told to.
    var awaitsContinue = false
    /// Whether the client wants no further reply by this connection.
    var isLast: Bool

    init(_ bytes: ArraySlice<UInt8>, _ limits: ServerLimits) throws(Refusal) {
        var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")[...]
        let words = (lines.popFirst() ?? "").split(separator: " ")
        guard words.count == 3, words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0" else {
            throw Refusal(400, "expected a request such as `POST / HTTP/1.1`")
        }
        method = String(words[0])
        path = String(words[1])
        isLast = words[2] == "HTTP/1.0"
        for line in lines {
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else {
                throw Refusal(400, "expected headers of the form `name: value`")
            }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            let end = value.lastIndex { $0 != " " && $0 != "\t" }
            headers.append(
                (line[..<colon].lowercased(), end.map { String(value[...$0]) } ?? ""))
        }
        try readFraming(limits)
    }

    private mutating func readFraming(_ limits: ServerLimits) throws(Refusal) {
        var length: String?
        for (name, value) in headers {
            switch name {
            case "transfer-encoding":
                throw Refusal(411, "expected a body with a `Content-Length`, not in chunks")
            case "content-length":
                guard value.utf8.allSatisfy({ (48...57).contains($0) }), !value.isEmpty,
                    length == nil || length == value
                else { throw Refusal(400, "expected one `Content-Length`, a number") }
                length = value
            case "expect": awaitsContinue = value.lowercased() == "100-continue"
            case "connection": if value.lowercased() == "close" { isLast = true }
            default: break
            }
        }
        guard let length else { return }
        // A number without a place in `Int` is too large as well.
        guard let count = Int(length), count <= limits.bodyByteCount else {
            throw Refusal(
                413, "a body has \(length) bytes, more than \(limits.bodyByteCount)")
        }
        bodyByteCount = count
    }
}
