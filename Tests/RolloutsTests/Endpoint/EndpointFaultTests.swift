import EndpointServer
import HTTP
import Records
import Rollouts
import Server
import Storage
import TestSupport
import Testing

/// A server that fails, and what becomes of the draws.
@Suite struct EndpointFaultTests {
    private static let model = PretendModel()

    /// A fault of a whole reply that passes when tried again.
    struct Passing: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var reply: @Sendable (Reply) -> Reply

        static let all = [
            Passing(testDescription: "429") { _ in .error(429, "slow down") },
            Passing(testDescription: "503") { _ in .error(503, "Loading model") },
            Passing(testDescription: "500") { _ in .error(500, "x") },
            Passing(testDescription: "502, a page") { _ in
                Reply(502, headers: [("Content-Type", "text/html")], body: Array("<p>".utf8))
            },
            Passing(testDescription: "408") { _ in .error(408, "x") },
            Passing(testDescription: "409") { _ in .error(409, "x") },
            Passing(testDescription: "reset before") { changed($0, .reset(after: 0)) },
            Passing(testDescription: "reset within") { changed($0, .reset(after: 90)) },
            Passing(testDescription: "cut") { changed($0, .cut(after: 90)) },
            Passing(testDescription: "truncated JSON") { reply in
                Reply(200, headers: reply.headers, body: Array(reply.body.dropLast(9)))
            },
            Passing(testDescription: "no JSON") { reply in
                Reply(200, headers: [("Content-Type", "text/plain")], body: reply.body)
            },
            Passing(testDescription: "no choices") { _ in .json(200, ["choices": []]) },
            Passing(testDescription: "no members") { _ in .json(200, [:]) },
            Passing(testDescription: "an error with 200") { _ in .error(200, "x") },
            Passing(testDescription: "aborted") { _ in
                choice(["message": ["content": "half"], "finish_reason": "abort"])
            },
        ]

        private static func changed(_ reply: Reply, _ delivery: Reply.Delivery) -> Reply {
            var reply = reply
            reply.delivery = delivery
            return reply
        }
    }

    private static func choice(_ choice: JSONValue) -> Reply {
        .json(200, ["choices": [choice]])
    }

    @Test(arguments: Passing.all)
    func `what passes is tried again, and leaves no trace`(fault: Passing) async throws {
        let model = Self.model
        let expected = try await EndpointFixture().draw(1)
        let fixture = try EndpointFixture { request, number, _ in
            number < 3 ? fault.reply(model.answer(request)) : nil
        }
        let outcomes = try await fixture.draw(1)
        #expect(outcomes.map { $0.response?.text } == expected.map { $0.response?.text })
        #expect(outcomes.map { $0.response?.seed } == expected.map { $0.response?.seed })
        #expect(fixture.completions.count == 4)
        // libcurl itself asks again where a kept connection is reset before a word was said.
        #expect(fixture.clock.sleeps.count >= 2)
    }

    @Test(arguments: Passing.all)
    func `what does not pass leaves draws missing, with the reason`(fault: Passing) async throws {
        let model = Self.model
        var fixture = try EndpointFixture { request, _, _ in
            // One question never works; the others keep the server alive.
            (request.json["messages"]?.serialized.contains("question q0 ") ?? false)
                ? fault.reply(model.answer(request)) : nil
        }
        fixture.settings.attempts = 3
        fixture.settings.totalDeadline = .seconds(600)
        let policy = try await fixture.policy()
        let outcomes = try await policy.draw([DrawRequest(prompt: 0, draws: 4..<6)])
        #expect(outcomes.map(\.draw).sorted() == [4, 5])
        #expect(outcomes.allSatisfy { $0.reason != nil }, "\(outcomes)")
        #expect(Set(outcomes.map(\.reason)).count == 1)
        let other = try await policy.draw([DrawRequest(prompt: 1, draws: 0..<2)])
        #expect(other.allSatisfy { $0.response != nil })
    }

    /// A reply that is none, and will be none however often it is asked for.
    struct Final: Sendable, CustomTestStringConvertible {
        var reason: String
        var reply: Reply
        var testDescription: String { reason }
    }

    @Test(arguments: [
        Final(reason: "http_400", reply: .error(400, "too long")),
        Final(reason: "http_422", reply: .error(422, "Unexpected fields")),
        Final(reason: "http_401", reply: .error(401, "key")),
        Final(reason: "http_403", reply: .error(403, "key")),
        Final(reason: "http_404", reply: .error(404, "no such model")),
        Final(reason: "http_307", reply: .error(307, "elsewhere")),
        Final(
            reason: "content_filter",
            reply: choice(["message": ["content": "x"], "finish_reason": "content_filter"])),
        Final(
            reason: "tool_calls",
            reply: choice(["message": ["content": "x"], "finish_reason": "tool_calls"])),
        Final(
            reason: "finish_reason",
            reply: choice(["message": ["content": "x"], "finish_reason": .null])),
        Final(reason: "finish_reason", reply: choice(["message": ["content": "x"]])),
        Final(
            reason: "no_content",
            reply: choice(["message": ["content": .null], "finish_reason": "stop"])),
        Final(reason: "no_content", reply: choice(["message": [:], "finish_reason": "stop"])),
    ])
    func `what will never work is not tried again`(example: Final) async throws {
        let fixture = try EndpointFixture { _, _, _ in example.reply }
        let outcomes = try await fixture.draw(1)
        #expect(outcomes.map(\.reason) == [example.reason])
        #expect(fixture.completions.count == 1)
        #expect(fixture.clock.sleeps.isEmpty)
    }

    @Test func `a response that reached the length limit is a response`() async throws {
        let reply = Self.choice(["message": ["content": "so far"], "finish_reason": "length"])
        let fixture = try EndpointFixture { _, _, _ in reply }
        let response = try #require(try await fixture.draw(1)[0].response)
        #expect(response.text == "so far")
        #expect(response.finishReason == .length)
        #expect(response.tokenCount == nil)
    }

    @Test(arguments: ["7", "Sun, 06 Nov 1994 08:49:44 GMT"])
    func `Retry-After is kept to by every request`(text: String) async throws {
        let fixture = try EndpointFixture { _, number, _ in
            number == 0
                ? .error(429, "slow down", headers: [("Retry-After", text)]) : nil
        }
        let outcomes = try await fixture.draw(1)
        #expect(outcomes[0].response != nil)
        #expect(fixture.clock.sleeps == [.seconds(7)])
    }

    @Test func `a server that wants to be left alone for longer than there is time is left`()
        async throws
    {
        var fixture = try EndpointFixture { _, _, _ in
            .error(429, "quota", headers: [("Retry-After", "86400")])
        }
        fixture.settings.totalDeadline = .seconds(100)
        #expect(try await fixture.draw(1).map(\.reason) == ["http_429"])
        #expect(fixture.clock.sleeps.isEmpty)
    }

    @Test func `waits double, up to a minute, and end with the deadline`() async throws {
        var fixture = try EndpointFixture { _, _, _ in .error(429, "slow down") }
        fixture.settings.totalDeadline = .seconds(300)
        #expect(try await fixture.draw(1).map(\.reason) == ["http_429"])
        #expect(fixture.clock.clock.now() <= .seconds(300))
        let sleeps = fixture.clock.sleeps
        #expect(sleeps.count > 8)
        for (place, sleep) in sleeps.enumerated() {
            let longest = min(60, 0.5 * Double(1 << min(place, 10)))
            #expect(sleep >= .seconds(longest / 2) && sleep <= .seconds(longest))
        }
    }

    @Test func `a slow response ends with the request's time`() async throws {
        let model = Self.model
        var fixture = try EndpointFixture { request, _, _ in
            var reply = model.answer(request)
            reply.delivery = .stalled(after: 100)
            return reply
        }
        fixture.settings.attempts = 2
        fixture.settings.requestTimeout = .milliseconds(200)
        #expect(try await fixture.draw(1).map(\.reason) == ["timeout"])
        #expect(fixture.completions.count == 2)
    }

    @Test func `a key that is refused stops the run, not question by question`() async throws {
        let fixture = try EndpointFixture { _, _, _ in .error(401, "Incorrect API key") }
        let policy = try await fixture.policy()
        for prompt in 0..<5 {
            let outcomes = try await policy.draw([DrawRequest(prompt: prompt, draws: 0..<1)])
            #expect(outcomes.map(\.reason) == ["http_401"])
        }
        let fault = await #expect(throws: Fault.self) {
            try await policy.draw([DrawRequest(prompt: 5, draws: 0..<1)])
        }
        #expect(fault?.code == .configuration)
        #expect(fault?.remedy?.contains("key") == true)
    }

    @Test func `servers that are gone for all the time there is stop the run`() async throws {
        var fixture = try EndpointFixture()
        fixture.settings.totalDeadline = .seconds(120)
        fixture.settings.attempts = 1000
        let policy = try await fixture.policy()
        fixture.servers[0].stop()
        let port = try await HeldPort(of: fixture.servers[0].address)
        defer { withExtendedLifetime(port) {} }
        let fault = await #expect(throws: Fault.self) {
            try await policy.draw([DrawRequest(prompt: 0, draws: 0..<1)])
        }
        #expect(fault?.code == .tryAgain)
    }

    @Test func `where one server fails the other takes its requests`() async throws {
        let fixture = try EndpointFixture(weights: [1, 1]) { _, _, server in
            server == 0 ? .error(500, "x") : nil
        }
        let policy = try await fixture.policy()
        for draw in 0..<40 {
            let outcomes = try await policy.draw([DrawRequest(prompt: 0, draws: draw..<(draw + 1))])
            #expect(outcomes[0].response != nil)
        }
        let asked = fixture.servers.map { server in
            server.received.count {
                $0.json["messages"]?.serialized.contains("question ") ?? false
            }
        }
        // Five failures, then it is left alone but for one try now and then.
        #expect(asked[1] == 40)
        #expect(asked[0] >= 5 && asked[0] < 12, "\(asked)")
    }

    @Test func `a server that has another model is not asked for this one again`() async throws {
        let fixture = try EndpointFixture(weights: [1, 1]) { _, _, server in
            server == 0 ? .error(404, "no such model") : nil
        }
        let policy = try await fixture.policy()
        for draw in 0..<20 {
            let outcomes = try await policy.draw([DrawRequest(prompt: 0, draws: draw..<(draw + 1))])
            #expect(outcomes[0].response != nil)
        }
        #expect(fixture.completions.count == 25)
    }

    @Test func `a cancelled draw is no missing draw`() async throws {
        let fixture = try EndpointFixture { _, _, _ in
            Reply(200, headers: [], body: [], delivery: .stalled(after: 0))
        }
        let policy = try await fixture.policy()
        let task = Task { () async -> Fault.Code? in
            do throws(Fault) {
                _ = try await policy.draw([DrawRequest(prompt: 0, draws: 0..<2)])
                return nil
            } catch {
                return error.code
            }
        }
        while fixture.completions.isEmpty { await Task.yield() }
        task.cancel()
        #expect(await task.value == .interrupted)
    }

    @Test func `a picture that cannot be read leaves the draws missing`() async throws {
        struct SecondIsBroken: PictureSource {
            func picture(_ place: Int, of prompt: DrawPrompt) throws(Fault) -> EncodedPicture {
                if place == 1 { throw Fault(.badInput, "the picture is damaged") }
                return EncodedPicture(format: .jpeg, bytes: [1])
            }
        }
        var fixture = try EndpointFixture()
        fixture.prompts = [EndpointFixture.prompt("p", [.picture(0), .picture(1)])]
        let policy = try await fixture.policy(pictures: SecondIsBroken())
        let outcomes = try await policy.draw([DrawRequest(prompt: 0, draws: 0..<2)])
        #expect(outcomes.map(\.reason) == ["picture", "picture"])
        #expect(fixture.completions.isEmpty)
    }
}
