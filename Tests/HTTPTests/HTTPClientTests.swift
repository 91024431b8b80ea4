import EndpointServer
import HTTP
import Records
import Server
import TestSupport
import Testing

/// The client against a server that does what it is told.
@Suite struct HTTPClientTests {
    private static let hello = Array("hello".utf8)

    /// A server that answers every request with the same reply, and the response to one request.
    private func ask(
        _ reply: Reply, limit: Int = 1 << 20, timeout: Duration = .seconds(60)
    ) async throws -> HTTPResponse {
        let server = try EndpointServer { _ in reply }
        let client = try HTTPClient(responseLimit: limit)
        return try await client.send(
            HTTPRequest(try HTTPURL(server.address), timeout: timeout))
    }

    private func failure(
        _ reply: Reply, limit: Int = 1 << 20, timeout: Duration = .seconds(60)
    ) async -> HTTPFailure.Kind? {
        let failure = await #expect(throws: HTTPFailure.self) {
            try await ask(reply, limit: limit, timeout: timeout)
        }
        return failure?.kind
    }

    @Test(arguments: [Reply.Delivery.whole, .chunked(1), .chunked(1000)])
    func `a response comes back whole, however it is sent`(delivery: Reply.Delivery) async throws {
        let body = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let response = try await ask(
            Reply(
                207, headers: [("X-One", " a b "), ("x-one", "c")], body: Array(body.prefix(3000)),
                delivery: delivery))
        #expect(response.status == 207)
        #expect(response.header("X-ONE") == "a b")
        #expect(response.body == Array(body.prefix(3000)))
        #expect(response.seconds > 0)
    }

    @Test func `a body arrives as its parts say, and connections are kept`() async throws {
        let server = try EndpointServer { Reply(200, headers: [], body: $0.body) }
        let client = try HTTPClient()
        let picture = (0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        let body = HTTPBody([
            .bytes(Self.hello), .base64(picture), .bytes([]), .base64([]), .base64([1]),
            .bytes(Self.hello),
        ])
        let url = try HTTPURL(server.address).appending("v1/chat")
        let headers = [HTTPHeader("Authorization", "Bearer k")]
        let start = ContinuousClock.now
        for _ in 0..<3 {
            let response = try await client.send(HTTPRequest(url, headers: headers, body: body))
            #expect(response.body == body.bytes)
        }
        let received = server.received
        #expect(received.map(\.method) == ["POST", "POST", "POST"])
        #expect(received.allSatisfy { $0.path == "/v1/chat" })
        #expect(received.allSatisfy { $0.header("authorization") == "Bearer k" })
        #expect(received.allSatisfy { $0.header("content-length") == "\(body.byteCount)" })
        #expect(received.allSatisfy { $0.header("expect") == nil })
        // libcurl trusts no connection that was idle for two minutes, as on a machine that stands still.
        if start.duration(to: .now) < .seconds(100) { #expect(server.connectionCount == 1) }
    }

    @Test func `a server that closes idle connections is asked over a new one`() async throws {
        let server = try EndpointServer { request in
            var reply = Reply(200, headers: [], body: request.body)
            reply.closes = true
            return reply
        }
        let client = try HTTPClient()
        for round in 0..<5 {
            let body = HTTPBody([.bytes(Array("round \(round)".utf8))])
            let response = try await client.send(
                HTTPRequest(try HTTPURL(server.address), body: body))
            #expect(response.body == body.bytes)
        }
        #expect(server.connectionCount == 5)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var reply: Reply
        var kind: HTTPFailure.Kind
        var limit = 1 << 20
        var testDescription: String { "\(reply.delivery): \(kind)" }
    }

    @Test(arguments: [
        Case(
            reply: Reply(200, headers: [], body: hello, delivery: .reset(after: 0)),
            kind: .transport),
        Case(
            reply: Reply(200, headers: [], body: hello, delivery: .reset(after: 40)),
            kind: .transport),
        Case(
            reply: Reply(200, headers: [], body: hello, delivery: .cut(after: 0)), kind: .transport),
        Case(
            reply: Reply(200, headers: [], body: hello, delivery: .cut(after: 39)), kind: .transport
        ),
        Case(reply: Reply(0, headers: [], body: Array("SSH-2.0-x\r\n".utf8)), kind: .transport),
        Case(
            reply: Reply(200, headers: [], body: [UInt8](repeating: 65, count: 5000)),
            kind: .tooLarge, limit: 4999),
        Case(
            reply: Reply(
                200, headers: [("X", String(repeating: "a", count: 70_000))], body: hello),
            kind: .tooLarge),
    ])
    func `what is no whole response is a failure`(example: Case) async {
        #expect(await failure(example.reply, limit: example.limit) == example.kind)
    }

    @Test(arguments: [0, 10, 45])
    func `a response that does not come in time is a failure`(byteCount: Int) async {
        let reply = Reply(200, headers: [], body: Self.hello, delivery: .stalled(after: byteCount))
        #expect(await failure(reply, timeout: .milliseconds(30)) == .timeout)
    }

    @Test func `a response as large as it may be is taken`() async throws {
        let body = [UInt8](repeating: 65, count: 5000)
        #expect(try await ask(Reply(200, headers: [], body: body), limit: 5000).body == body)
    }

    @Test func `where nobody listens the failure is to connect`() async throws {
        let server = try EndpointServer { _ in Reply(200, headers: [], body: []) }
        let url = try HTTPURL(server.address)
        let client = try HTTPClient()
        _ = try await client.send(HTTPRequest(url))
        server.stop()
        let port = try await HeldPort(of: server.address)
        defer { withExtendedLifetime(port) {} }
        let failure = await #expect(throws: HTTPFailure.self) {
            // The first may still meet the connection that is about to go.
            for _ in 0..<100 { _ = try await client.send(HTTPRequest(url)) }
        }
        #expect(failure?.kind == .connect || failure?.kind == .transport)
    }

    @Test func `redirects are not followed`() async throws {
        let other = try EndpointServer { _ in Reply(200, headers: [], body: []) }
        let address = other.address
        let response = try await ask(
            Reply(307, headers: [("Location", "\(address)/v1")], body: []))
        #expect(response.status == 307)
        #expect(other.received.isEmpty)
    }

    @Test func `a packed body is not unpacked`() async throws {
        // 100 bytes that say they are packed: whoever unpacked them would fail, or swell.
        let packed = [0x1F, 0x8B, 0x08] + [UInt8](repeating: 0, count: 97)
        let server = try EndpointServer { _ in
            Reply(200, headers: [("Content-Encoding", "gzip")], body: packed)
        }
        let response = try await HTTPClient().send(HTTPRequest(try HTTPURL(server.address)))
        #expect(response.body == packed)
        #expect(server.received.first?.header("accept-encoding") == nil)
    }

    @Test func `a cancelled task gets its answer at once, and the connection goes`() async throws {
        let server = try EndpointServer { _ in
            Reply(200, headers: [], body: [], delivery: .stalled(after: 0))
        }
        let client = try HTTPClient()
        let request = HTTPRequest(try HTTPURL(server.address))
        let task = Task { () async -> HTTPFailure.Kind? in
            do throws(HTTPFailure) {
                _ = try await client.send(request)
                return nil
            } catch {
                return error.kind
            }
        }
        while server.received.isEmpty { await Task.yield() }
        task.cancel()
        #expect(await task.value == .cancelled)
    }

    @Test(arguments: [10, 100_000])
    func `a body is told to be sent before it is answered, once`(byteCount: Int) async throws {
        let server = try EndpointServer { _ in
            Reply(200, headers: [], body: [], delivery: .stalled(after: 0))
        }
        let client = try HTTPClient()
        let (sendings, continuation) = AsyncStream.makeStream(of: Void.self)
        var request = HTTPRequest(
            try HTTPURL(server.address),
            body: HTTPBody([.base64([UInt8](repeating: 1, count: byteCount))]))
        request.onBodySent = { continuation.yield() }
        let sent = request
        let task = Task { try? await client.send(sent) }
        // The server does not answer.
        for await _ in sendings { break }
        task.cancel()
        #expect(await task.value == nil)
        continuation.finish()
        var further = 0
        for await _ in sendings { further += 1 }
        #expect(further == 0)
    }

    @Test func `many requests at once get each its own response`() async throws {
        let server = try EndpointServer(keepsRequests: false) {
            Reply(200, headers: [], body: $0.body)
        }
        let client = try HTTPClient()
        let url = try HTTPURL(server.address)
        let right = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let body = HTTPBody([.bytes(Array("\(number)".utf8)), .base64([1, 2, 3])])
                    return try await client.send(HTTPRequest(url, body: body)).body == body.bytes
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(right == 200)
    }

    @Test func `a header that would begin another is refused`() async throws {
        let server = try EndpointServer { _ in Reply(200, headers: [], body: []) }
        let client = try HTTPClient()
        let url = try HTTPURL(server.address)
        let failure = await #expect(throws: HTTPFailure.self) {
            try await client.send(HTTPRequest(url, headers: [HTTPHeader("A", "b\r\nC: d")]))
        }
        #expect(failure?.kind == .badRequest)
        #expect(server.received.isEmpty)
    }
}
