import EndpointServer
import Records
import Rollouts
import Server
import TestSupport
import Testing

/// What the probe finds of a server.
@Suite struct EndpointProbeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var change: @Sendable (inout PretendModel) -> Void
        var expected: @Sendable (inout EndpointCapabilities) -> Void
    }

    @Test(arguments: [
        Case(testDescription: "all honoured", change: { _ in }, expected: { _ in }),
        Case(
            testDescription: "more than was tried", change: { $0.largestN = 500 },
            expected: { _ in }),
        Case(
            testDescription: "n up to 4", change: { $0.largestN = 4 },
            expected: { $0.largestN = 4 }),
        Case(
            testDescription: "n up to 3", change: { $0.largestN = 3 },
            expected: { $0.largestN = 2 }),
        Case(
            testDescription: "n ignored", change: { $0.n = .ignored },
            expected: {
                $0.largestN = 1
                $0.consecutiveSeeds = false
            }),
        Case(
            testDescription: "n refused", change: { $0.n = .refused(422) },
            expected: {
                $0.largestN = 1
                $0.consecutiveSeeds = false
            }),
        Case(
            testDescription: "seed ignored", change: { $0.seed = .ignored },
            expected: {
                $0.seeds = .ignored
                $0.consecutiveSeeds = false
            }),
        Case(
            testDescription: "seed refused", change: { $0.seed = .refused(400) },
            expected: {
                $0.seeds = .refused
                $0.consecutiveSeeds = false
            }),
        Case(
            testDescription: "stop ignored", change: { $0.stop = .ignored },
            expected: { $0.stop = .ignored }),
        Case(
            testDescription: "500 on stop", change: { $0.stop = .refused(500) },
            expected: { $0.stop = .refused }),
        Case(
            testDescription: "logprobs ignored", change: { $0.logprobs = .ignored },
            expected: { $0.logprobs = false }),
        Case(
            testDescription: "logprobs refused", change: { $0.logprobs = .refused(422) },
            expected: { $0.logprobs = false }),
    ])
    func `it finds what is honoured and what is not`(example: Case) async throws {
        var model = PretendModel()
        example.change(&model)
        var expected = EndpointCapabilities()
        expected.models = ["pretend"]
        expected.largestN = 8
        expected.seeds = .repeated
        expected.consecutiveSeeds = true
        expected.stop = .honoured
        expected.logprobs = true
        example.expected(&expected)
        var fixture = try EndpointFixture(model)
        fixture.settings.largestN = 8
        #expect(try await fixture.policy().capabilities == [expected])
        #expect(fixture.servers[0].received.count < 16)
    }

    @Test func `a server that does not sample is refused, and why is said`() async throws {
        var model = PretendModel()
        model.temperature = .ignored
        for n in [PretendModel.Treatment.honoured, .ignored] {
            model.n = n
            let fixture = try EndpointFixture(model)
            let fault = await #expect(throws: Fault.self) { try await fixture.policy() }
            #expect(fault?.code == .unavailable)
            #expect(fault?.message.contains("does not sample") == true)
        }
    }

    @Test func `a server that does not look at pictures is refused, unless that is wanted`()
        async throws
    {
        var model = PretendModel()
        model.pictures = .ignored
        var fixture = try EndpointFixture(model)
        fixture.prompts.append(EndpointFixture.prompt("p", [.picture(0), .text("question ")]))
        let fault = await #expect(throws: Fault.self) {
            try await fixture.policy(pictures: SamePicture())
        }
        #expect(fault?.message.contains("does not look at pictures") == true)
        fixture.settings.allowsBlindServer = true
        let policy = try await fixture.policy(pictures: SamePicture())
        #expect(policy.capabilities[0].pictureTokenCount == 0)
    }

    @Test func `a server that refuses pictures is refused with its words`() async throws {
        var model = PretendModel()
        model.pictures = .refused(400)
        var fixture = try EndpointFixture(model)
        fixture.prompts.append(EndpointFixture.prompt("p", [.picture(0), .text("question ")]))
        let fault = await #expect(throws: Fault.self) {
            try await fixture.policy(pictures: SamePicture())
        }
        #expect(fault?.cause == "status 400: image is not supported")
    }

    @Test func `a model that is not there is a fault at once`() async throws {
        var fixture = try EndpointFixture()
        fixture.settings.model = "another"
        let fault = await #expect(throws: Fault.self) { try await fixture.policy() }
        #expect(fault?.code == .configuration)
        #expect(fixture.servers[0].received.count == 2)
    }

    @Test func `a server that is not there is a fault after some tries`() async throws {
        let fixture = try EndpointFixture()
        fixture.servers[0].stop()
        let port = try await HeldPort(of: fixture.servers[0].address)
        defer { withExtendedLifetime(port) {} }
        let fault = await #expect(throws: Fault.self) { try await fixture.policy() }
        #expect(fault?.code == .unavailable)
    }

    @Test func `the findings go into provenance`() async throws {
        let fixture = try EndpointFixture()
        #expect(
            try await fixture.policy().capabilities[0].json == [
                "models": ["pretend"], "largest_n": 8, "seeds": "repeated",
                "consecutive_seeds": true, "stop": "honoured", "logprobs": true,
                "picture_tokens": .null,
            ])
    }

    @Test(arguments: [0, -1, .infinity])
    func `settings that make no sense are refused`(temperature: Double) async throws {
        var fixture = try EndpointFixture()
        fixture.settings.sampling.temperature = temperature
        await #expect(throws: Fault.self) { try await fixture.policy() }
        #expect(fixture.servers[0].received.isEmpty)
    }
}
