import Records

/// One client's connection: reads requests and sends replies, one after another.
struct Connection {
    private let socket: Socket
    private let number: Int
    private let limits: ServerLimits
    private var input: [UInt8] = []

    init(_ socket: Socket, number: Int, _ limits: ServerLimits) {
        self.socket = socket
        self.number = number
        self.limits = limits
    }

    /// The next request; nothing where the client has gone, or is silent.
    ///
    /// - Throws: a `Refusal` of what is no request, too large or too slow.
    mutating func next() throws(Refusal) -> ReceivedRequest? {
        var deadline = input.isEmpty ? nil : ContinuousClock.now + limits.transferTime
        var searched = 0
        var headEnd: Int?
        while true {
            headEnd = endOfHead(from: searched)
            guard (headEnd ?? input.count) <= limits.headByteCount else {
                throw Refusal(
                    431, "a request's headers have more than \(limits.headByteCount) bytes")
            }
            if headEnd != nil { break }
            searched = max(0, input.count - 3)
            let isSilent = input.isEmpty
            switch socket.receive(
                into: &input, until: deadline ?? ContinuousClock.now + limits.idleTime)
            {
            case .bytes: if isSilent { deadline = ContinuousClock.now + limits.transferTime }
            case .late where !isSilent: throw slow
            case .late, .end: return nil
            }
        }
        guard let headEnd else { return nil }
        let head = try RequestHead(input[..<headEnd], limits)
        let end = headEnd + 4 + head.bodyByteCount
        if head.awaitsContinue, input.count < end {
            socket.send(
                Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)[...], within: limits.transferTime)
        }
        while input.count < end {
            switch socket.receive(
                into: &input, until: deadline ?? ContinuousClock.now + limits.transferTime)
            {
            case .bytes: break
            case .late: throw slow
            case .end: return nil
            }
        }
        defer { input = Array(input[end...]) }
        return ReceivedRequest(
            number: 0, connection: number, method: head.method, path: head.path,
            headers: head.headers, body: Array(input[(headEnd + 4)..<end]), isLast: head.isLast)
    }

    private var slow: Refusal {
        Refusal(408, "a request took longer than \(limits.transferTime.components.seconds) s")
    }

    /// Where the empty line that ends a head begins.
    private func endOfHead(from start: Int) -> Int? {
        guard input.count >= 4, start <= input.count - 4 else { return nil }
        return (start...(input.count - 4)).first {
            input[$0] == 13 && input[$0 + 1] == 10 && input[$0 + 2] == 13 && input[$0 + 3] == 10
        }
    }

    /// Sends a reply.
    ///
    /// - Parameter isLast: whether the client is told that there will be no other.
    /// - Returns: whether the connection is there for another request.
    mutating func send(_ reply: Reply, isLast: Bool) -> Bool {
        let bytes = reply.bytes(isLast: isLast)
        if let next = reply.next {
            var part: [UInt8]? = bytes
            while let bytes = part {
                if bytes.isEmpty {
                    // Nothing more is asked for here: only the end counts.
                    input = []
                    if socket.receive(into: &input, until: .now) == .end { break }
                } else if !socket.send(bytes[...], within: limits.transferTime) {
                    break
                }
                part = next()
            }
            return false
        }
        switch reply.delivery {
        case .whole, .chunked:
            return socket.send(bytes[...], within: limits.transferTime) && !isLast
                && !reply.closes && reply.status != 0
        case .cut(let count), .reset(let count):
            socket.send(bytes.prefix(count), within: limits.transferTime)
            return false
        case .stalled(let count):
            socket.send(bytes.prefix(count), within: limits.transferTime)
            // Ends when the client goes.
            while case .bytes = socket.receive(into: &input, until: nil) {}
            return false
        }
    }

    /// Says why a request is not taken, and lets the client read it: a connection that is closed with
    /// bytes unread is reset, and the reply lost.
    mutating func send(_ refusal: Refusal) {
        let reply = Reply.json(refusal.status, ["error": .string(refusal.message)])
        _ = send(reply, isLast: true)
        socket.shut(reading: false)
        let deadline = ContinuousClock.now + .seconds(2)
        repeat {
            input.removeAll(keepingCapacity: true)
        } while socket.receive(into: &input, until: deadline) == .bytes
            && ContinuousClock.now < deadline
    }
}
