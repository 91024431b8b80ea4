import EndpointServer
import HTTP
import Records
import Server
import Storage
import Testing

@testable import Rewards

@Suite struct ServiceRewardTests {
    /// A reward whose service answers so; waits take no time.
    private func reward(
        _ server: EndpointServer, key: String? = nil, timeout: Duration = .seconds(30)
    ) throws -> ServiceReward {
        let clock = HTTPClock(
            now: { .zero }, date: { 0 }, sleep: { _ in try Task.checkCancellation() })
        let service = try JSONService(
            server.address + "/score", keyVariable: key, timeout: timeout, clock: clock
        ) { ["REWARD_KEY": "secret-key"][$0] }
        return ServiceReward(service, range: 0...1)
    }

    private static func scored(_ request: ReceivedRequest) -> Reply {
        let rows = (request.json["responses"]?.arrayValue ?? []).map { row in
            JSONValue.object([.init("id", row["id"] ?? .null), .init("score", .real(0.5))])
        }
        return .json(200, ["scores": .array(rows)])
    }

    @Test func `a service is posted the responses and answers scores`() async throws {
        let server = try EndpointServer { ServiceRewardTests.scored($0) }
        let scores = try await reward(server, key: "REWARD_KEY").scores(
            of: ExternalRewardFixture.responses)
        #expect(scores == [BatchScore(0.5), BatchScore(0.5)])
        let request = try #require(server.received.first)
        #expect(request.method == "POST")
        #expect(request.path == "/score")
        #expect(request.header("authorization") == "Bearer secret-key")
        #expect(request.json["responses"]?.arrayValue?.count == 2)
    }

    @Test(arguments: [429, 500, 503])
    func `what may pass is tried again`(status: Int) async throws {
        let server = try EndpointServer { request in
            request.number < 2 ? .error(status, "later") : ServiceRewardTests.scored(request)
        }
        #expect(try await reward(server).scores(of: ExternalRewardFixture.responses).count == 2)
        #expect(server.received.count == 3)
    }

    struct Case: Sendable {
        var reply: Reply
        var code: Fault.Code
        var count: Int
        var expected: String
    }

    @Test(arguments: [
        Case(
            reply: .error(500, "broken for secret-key"), code: .tryAgain, count: 5,
            expected: "failed 5 times: status 500"),
        Case(reply: .error(401, "no"), code: .badInput, count: 1, expected: "status 401"),
        Case(
            reply: Reply(200, headers: [], body: Array("{".utf8)), code: .badInput, count: 1,
            expected: "status 200"),
        Case(
            reply: .json(200, [:]), code: .badInput, count: 1, expected: "without a list `scores`"),
        Case(
            reply: .json(200, ["scores": []]), code: .badInput, count: 1,
            expected: "`q1#0.0.0` has no score"),
    ])
    func `a service that fails is a fault, and no key is told`(_ given: Case) async throws {
        let server = try EndpointServer { _ in given.reply }
        let fault = await #expect(throws: Fault.self) {
            _ = try await reward(server, key: "REWARD_KEY").scores(
                of: ExternalRewardFixture.responses)
        }
        #expect(fault?.code == given.code)
        #expect(fault?.message.contains(given.expected) == true, "\(fault?.message ?? "")")
        #expect(fault?.message.contains("secret-key") == false)
        #expect(fault?.remedy != nil)
        #expect(server.received.count == given.count)
    }

    @Test func `a service that is slow is tried again, then a fault`() async throws {
        let server = try EndpointServer { _ in
            .json(200, [:], delivery: .stalled(after: 10))
        }
        let fault = await #expect(throws: Fault.self) {
            _ = try await reward(server, timeout: .milliseconds(20))
                .scores(of: ExternalRewardFixture.responses)
        }
        #expect(fault?.code == .tryAgain)
        #expect(fault?.message.contains("timeout") == true)
    }

    @Test func `without its key a service is not asked`() throws {
        let server = try EndpointServer { ServiceRewardTests.scored($0) }
        #expect(throws: Fault.self) { try reward(server, key: "OTHER_KEY") }
        #expect(server.received.isEmpty)
    }

    @Test func `a service that asks for pictures gets each once`() async throws {
        let fixture = try ExternalRewardFixture()
        let server = try EndpointServer { ServiceRewardTests.scored($0) }
        var reward = try reward(server)
        reward.pictures = try fixture.writeShard()
        var other = ExternalRewardFixture.responseWithPicture
        other.id = "q1#0.0.1"
        #expect(
            try await reward.scores(of: [ExternalRewardFixture.responseWithPicture, other]).count
                == 2)
        let request = try #require(server.received.first).json
        let name = SHA256.digest(of: "one").hex
        #expect(request["pictures"] == .object([.init(name, "b25l")]))
        for row in request["responses"]?.arrayValue ?? [] {
            #expect(row["pictures"]?.arrayValue?.first?["sha256"]?.stringValue == name)
            #expect(row["pictures"]?.arrayValue?.first?["path"] == nil)
        }
    }
}
