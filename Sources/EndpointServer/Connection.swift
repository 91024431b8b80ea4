/// One client's connection: reads requests and sends replies, one after another.
struct Connection {
    let socket: Socket
    let number: Int
    private var input: [UInt8] = []

    init(_ socket: Socket, number: Int) {
        self.socket = socket
        self.number = number
    }

    /// The next request; nothing where the client has gone, or sent what is none.
    mutating func next() -> ReceivedRequest? {
        let mark = Array("\r\n\r\n".utf8)
        var searched = 0
        var headEnd: Int?
        while headEnd == nil {
            headEnd = (searched..<max(searched, input.count - 3)).first {
                input[$0] == mark[0] && Array(input[$0..<($0 + 4)]) == mark
            }
            searched = max(0, input.count - 3)
            if headEnd == nil, !socket.receive(into: &input) { return nil }
        }
        guard let headEnd, var request = Connection.head(input[..<headEnd]) else { return nil }
        let count = request.header("content-length").flatMap { Int($0) } ?? 0
        input.reserveCapacity(headEnd + 4 + count)
        while input.count < headEnd + 4 + count {
            guard socket.receive(into: &input) else { return nil }
        }
        request.body = Array(input[(headEnd + 4)..<(headEnd + 4 + count)])
        request.connection = number
        input = Array(input[(headEnd + 4 + count)...])
        return request
    }

    private static func head(_ bytes: ArraySlice<UInt8>) -> ReceivedRequest? {
        let text = String(decoding: bytes, as: UTF8.self)
        var lines = text.split(separator: "\r\n")
        guard !lines.isEmpty else { return nil }
        let words = lines.removeFirst().split(separator: " ")
        guard words.count == 3 else { return nil }
        let headers = lines.compactMap { line in
            line.firstIndex(of: ":").map { colon in
                (
                    name: line[..<colon].lowercased(),
                    value: String(line[line.index(after: colon)...].drop { $0 == " " })
                )
            }
        }
        return ReceivedRequest(
            number: 0, connection: 0, method: String(words[0]), path: String(words[1]),
            headers: headers, body: [])
    }

    /// Sends a reply.
    ///
    /// - Returns: whether the connection is there for another request.
    mutating func send(_ reply: Reply) -> Bool {
        let bytes = reply.bytes
        switch reply.delivery {
        case .whole, .chunked:
            return socket.send(bytes[...]) && !reply.closes && reply.status != 0
        case .cut(let count), .reset(let count):
            socket.send(bytes.prefix(count))
            return false
        case .stalled(let count):
            socket.send(bytes.prefix(count))
            // Ends when the client goes.
            while socket.receive(into: &input) {}
            return false
        }
    }
}
