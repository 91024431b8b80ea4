import Dispatch
import Records
import Server
import Synchronization
import TestSupport
import Testing

/// The server, told what to answer, and clients that keep to HTTP or do not.
@Suite struct HTTPServerTests {
    private static func limits(_ change: (inout ServerLimits) -> Void) -> ServerLimits {
        var limits = ServerLimits()
        change(&limits)
        return limits
    }

    private static func echo(_ request: ReceivedRequest) -> Reply {
        Reply(200, headers: [], body: Array("\(request.method) ".utf8) + request.body)
    }

    @Test func `requests of one connection are answered in order, however they are cut`() throws {
        let server = try HTTPServer { HTTPServerTests.echo($0) }
        let client = try RawClient(server.address)
        let text =
            "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\none"
            + "PUT /b HTTP/1.1\r\nCONTENT-LENGTH:  3 \r\n\r\ntwo"
            + "GET /c HTTP/1.1\r\nConnection: close\r\n\r\n"
        for scalar in text.unicodeScalars { client.send(String(scalar)) }
        let replies = [
            "HTTP/1.1 200 Status\r\nContent-Length: 8\r\n\r\nPOST one",
            "HTTP/1.1 200 Status\r\nContent-Length: 7\r\n\r\nPUT two",
            "HTTP/1.1 200 Status\r\nConnection: close\r\nContent-Length: 4\r\n\r\nGET ",
        ]
        #expect(client.read() == replies.joined())
        #expect(server.connectionCount == 1)
    }

    struct Refused: Sendable {
        var request: String
        var status: Int
        var word: String
    }

    @Test(arguments: [
        Refused(request: "hello\r\n\r\n", status: 400, word: "POST / HTTP/1.1"),
        Refused(request: "\r\n\r\n", status: 400, word: "POST / HTTP/1.1"),
        Refused(request: "GET / HTTP/2.0\r\n\r\n", status: 400, word: "POST / HTTP/1.1"),
        Refused(request: "GET / HTTP/1.1\r\nno colon\r\n\r\n", status: 400, word: "name: value"),
        Refused(
            request: "POST / HTTP/1.1\r\nContent-Length: +5\r\n\r\nhello", status: 400,
            word: "a number"),
        Refused(
            request: "POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\nhello", status: 400,
            word: "a number"),
        Refused(
            request: "POST / HTTP/1.1\r\nContent-Length:\r\n\r\nhello", status: 400,
            word: "a number"),
        Refused(
            request: "POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
            status: 400, word: "one `Content-Length`"),
        Refused(
            request: "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            status: 411, word: "not in chunks"),
        Refused(
            request: "POST / HTTP/1.1\r\nContent-Length: 1001\r\n\r\n"
                + String(repeating: "x", count: 1001), status: 413, word: "more than 1000"),
        Refused(
            request: "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
            status: 413, word: "more than 1000"),
        Refused(
            request: "GET / HTTP/1.1\r\nX: " + String(repeating: "x", count: 3_000_000),
            status: 431, word: "more than 500"),
    ])
    func `what is no request, or too large, is refused and never answered`(
        _ refused: Refused
    ) throws {
        let limits = HTTPServerTests.limits {
            $0.headByteCount = 500
            $0.bodyByteCount = 1000
        }
        let server = try HTTPServer(limits: limits) { _ in
            Issue.record("it was answered")
            return Reply.json(200, [])
        }
        let client = try RawClient(server.address)
        client.send(refused.request)
        client.finish()
        let said = client.read()
        #expect(said.hasPrefix("HTTP/1.1 \(refused.status) "), "\(said)")
        #expect(said.contains("Connection: close"))
        #expect(said.contains(#"{"error":""#) && said.contains(refused.word), "\(said)")
    }

    @Test func `a request that does not arrive in time is refused`() throws {
        let limits = HTTPServerTests.limits { $0.transferTime = .milliseconds(50) }
        let server = try HTTPServer(limits: limits) { HTTPServerTests.echo($0) }
        for part in ["POST / HT", "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\non"] {
            let client = try RawClient(server.address)
            client.send(part)
            #expect(client.read(until: "}").hasPrefix("HTTP/1.1 408 "))
        }
    }

    @Test func `silent clients and those that go in the middle keep nobody out`() throws {
        let limits = HTTPServerTests.limits {
            $0.connectionCount = 1
            $0.idleTime = .milliseconds(50)
        }
        let server = try HTTPServer(limits: limits) { HTTPServerTests.echo($0) }
        let silent = try RawClient(server.address)
        let gone = try RawClient(server.address)
        gone.send("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\non")
        gone.finish()
        let last = try RawClient(server.address)
        last.send("GET / HTTP/1.1\r\n\r\n")
        #expect(last.read(until: "GET ").hasPrefix("HTTP/1.1 200 "))
        #expect(silent.read().isEmpty)
        #expect(gone.read().isEmpty)
    }

    @Test func `no more connections are served at once than there may be, and none is lost`()
        async throws
    {
        let counts = Mutex((now: 0, most: 0))
        let limits = HTTPServerTests.limits { $0.connectionCount = 3 }
        let server = try HTTPServer(limits: limits) { request in
            counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            defer { counts.withLock { $0.now -= 1 } }
            return HTTPServerTests.echo(request)
        }
        let address = server.address
        let clients = try (0..<40).map { number in
            let client = try RawClient(address)
            client.send(
                "POST / HTTP/1.1\r\nConnection: close\r\nContent-Length: 2\r\n\r\n\(10 + number)")
            return client
        }
        for (number, client) in clients.enumerated() {
            #expect(client.read().hasSuffix("POST \(10 + number)"))
        }
        #expect(counts.withLock { $0.most <= 3 && $0.most > 0 })
    }

    @Test func `who asks for leave to send a body gets it, unless it is too large`() throws {
        let limits = HTTPServerTests.limits { $0.bodyByteCount = 3 }
        let server = try HTTPServer(limits: limits) { HTTPServerTests.echo($0) }
        let client = try RawClient(server.address)
        client.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
        #expect(client.read(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
        client.send("one")
        #expect(client.read(until: "POST one").hasPrefix("HTTP/1.1 200 "))
        let large = try RawClient(server.address)
        large.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n")
        #expect(large.read(until: "}").hasPrefix("HTTP/1.1 413 "))
    }

    @Test func `a request on a connection that was kept gets no answer after the stop`()
        async throws
    {
        // Its thread may read what came just after; how often it does is chance.
        for _ in 0..<50 {
            let server = try HTTPServer { HTTPServerTests.echo($0) }
            let client = try RawClient(server.address)
            client.send("GET / HTTP/1.1\r\n\r\n")
            #expect(client.read(until: "GET ").hasSuffix("GET "))
            server.stop()
            client.send("GET / HTTP/1.1\r\n\r\n")
            #expect(client.read().isEmpty)
            await server.end()
        }
    }

    @Test func `a server that ends gives the answers that it is making, and takes no more`()
        async throws
    {
        let (began, mayAnswer) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let server = try HTTPServer { request in
            began.signal()
            mayAnswer.wait()
            return HTTPServerTests.echo(request)
        }
        let (client, silent) = (try RawClient(server.address), try RawClient(server.address))
        client.send("GET / HTTP/1.1\r\n\r\n")
        HTTPServerTests.wait(began)
        server.stop()
        mayAnswer.signal()
        #expect(client.read().hasSuffix("GET "))
        #expect(silent.read().isEmpty)
        await server.end()
        let port = try await HeldPort(of: server.address)
        defer { withExtendedLifetime(port) {} }
        #expect(throws: Fault.self) {
            let late = try RawClient(server.address)
            late.send("GET / HTTP/1.1\r\n\r\n")
            // Where the system took the connection before the server's end, nobody answers.
            guard late.read().isEmpty else { return }
            throw Fault(.tryAgain, "no answer")
        }
    }

    private static func wait(_ semaphore: DispatchSemaphore) { semaphore.wait() }

    @Test func `clients that do not take their replies are cut when the server ends`() async throws
    {
        let server = try HTTPServer { _ in
            Reply(200, headers: [], body: [UInt8](repeating: 0, count: 64 << 20))
        }
        let client = try RawClient(server.address)
        client.send("GET / HTTP/1.1\r\n\r\n")
        // It has begun to answer once a byte is there.
        #expect(client.readByte() == UInt8(ascii: "H"))
        await server.end(patience: .milliseconds(10))
        #expect(client.read().utf8.count < 64 << 20)
    }

    @Test func `a response may go on until there is nothing more, or nobody takes it`() async throws
    {
        let counts = Mutex([String: Int]())
        let server = try HTTPServer { request in
            let path = request.path
            return .stream("text/event-stream") {
                let number = counts.withLock { counts in
                    counts[path, default: 0] += 1
                    return counts[path] ?? 0
                }
                return path == "/three" && number > 3 ? nil : Array("data: \(number)\n\n".utf8)
            }
        }
        let client = try RawClient(server.address)
        client.send("GET /three HTTP/1.1\r\n\r\n")
        #expect(
            client.read()
                == "HTTP/1.1 200 Status\r\nConnection: close\r\nContent-Type: text/event-stream\r\n"
                + "\r\ndata: 1\n\ndata: 2\n\ndata: 3\n\n")
        // Who goes is noticed, and a server that ends ends it.
        for ends in [false, true] {
            var endless: RawClient? = try RawClient(server.address)
            endless?.send("GET /endless HTTP/1.1\r\n\r\n")
            #expect(endless?.read(until: "\n\n").isEmpty == false)
            if ends { await server.end(patience: .milliseconds(50)) } else { endless = nil }
            var last = -1
            while last != counts.withLock({ $0["/endless"] ?? 0 }) {
                last = counts.withLock { $0["/endless"] ?? 0 }
                try await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    @Test func `a port that is taken, and an address of others, are told`() throws {
        let server = try HTTPServer { HTTPServerTests.echo($0) }
        let port = try #require(server.address.split(separator: ":").last.flatMap { Int($0) })
        let taken = #expect(throws: Fault.self) {
            try HTTPServer(port: port) { HTTPServerTests.echo($0) }
        }
        #expect(taken?.code == .tryAgain)
        #expect(taken?.message.contains("port \(port)") == true)
        let foreign = #expect(throws: Fault.self) {
            try HTTPServer(host: "no such host") { HTTPServerTests.echo($0) }
        }
        #expect(foreign?.code == .usage)
    }
}
