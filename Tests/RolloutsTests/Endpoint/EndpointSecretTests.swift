import EndpointServer
import Records
import Rollouts
import Server
import Testing

/// Keys, prompts and pictures stay where they belong.
@Suite struct EndpointSecretTests {
    private static let key = "sk-0123456789abcdef"

    private func fixture(
        _ faults: @escaping @Sendable (ReceivedRequest, Int, Int) -> Reply? = { _, _, _ in nil }
    ) throws -> EndpointFixture {
        var fixture = try EndpointFixture(faults: faults)
        fixture.settings.servers[0].keyVariable = "SOME_KEY"
        fixture.environment = ["SOME_KEY": " \(Self.key)\n"]
        return fixture
    }

    @Test func `the key goes to the server, and nowhere else`() async throws {
        let fixture = try fixture()
        let policy = try await fixture.policy()
        _ = try await policy.draw([DrawRequest(prompt: 0, draws: 0..<1)])
        #expect(
            fixture.servers[0].received.allSatisfy {
                $0.header("authorization") == "Bearer \(Self.key)"
            })
        var dumped = ""
        dump(policy, to: &dumped)
        #expect(!dumped.contains("0123456789"))
        #expect(!"\(policy) \(String(reflecting: policy))".contains("0123456789"))
    }

    @Test func `a message that repeats the key is told without it`() async throws {
        let fixture = try fixture { _, _, _ in .error(400, "bad key \(Self.key) for x") }
        let outcomes = try await fixture.draw(1)
        guard case .missing(_, let detail) = outcomes[0].result else {
            Issue.record("a response came")
            return
        }
        #expect(detail == "status 400: bad key (key) for x")
    }

    @Test func `a message that repeats the prompt is not told`() async throws {
        let fixture = try fixture { _, _, _ in
            .error(400, "cannot parse: Be brief. question q0 \"é\"")
        }
        let outcomes = try await fixture.draw(1)
        guard case .missing(_, let detail) = outcomes[0].result else {
            Issue.record("a response came")
            return
        }
        #expect(detail == "status 400: (its message repeats the prompt)")
    }

    @Test(arguments: [nil, "", " \n", "two words"])
    func `a key that is not there, or is none, is a fault before any work`(
        value: String?
    ) async throws {
        var fixture = try fixture()
        fixture.environment["SOME_KEY"] = value
        let fault = await #expect(throws: Fault.self) { try await fixture.policy() }
        #expect(fault?.code == .configuration)
        #expect(fault?.message.contains("SOME_KEY") == true)
        #expect(fixture.servers[0].received.isEmpty)
    }
}
