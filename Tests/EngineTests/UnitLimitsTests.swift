import Engine
import Records
import Storage
import Testing

@Suite struct UnitLimitsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var code: Fault.Code
        var failures: Int
        var retries: Int
        var attempts: Int
        var succeeds: Bool
        var testDescription: String { "\(code), \(failures) of \(retries) retries" }
    }

    @Test(arguments: [
        Case(code: .tryAgain, failures: 2, retries: 2, attempts: 3, succeeds: true),
        Case(code: .tryAgain, failures: 3, retries: 2, attempts: 3, succeeds: false),
        Case(code: .tryAgain, failures: 1, retries: 0, attempts: 1, succeeds: false),
        Case(code: .badInput, failures: 1, retries: 2, attempts: 1, succeeds: false),
        Case(code: .unavailable, failures: 1, retries: 2, attempts: 1, succeeds: false),
    ])
    func `only faults that may pass are tried again`(sample: Case) async throws {
        let temporary = try TemporaryWorkspace()
        let attempts = Recorder<String>()
        var stage = FakeStage("s")
        stage.limits.retries = sample.retries
        stage.onRun = { unit, _ throws(Fault) in
            attempts.append(unit.name)
            if attempts.elements.count <= sample.failures { throw Fault(sample.code, "not now") }
        }
        let result = try? await temporary.run([stage])
        #expect((result != nil) == sample.succeeds)
        #expect(attempts.elements.count == sample.attempts)
        let retries = try temporary.events().filter { $0.kind == .unitRetrying }
        #expect(retries.map(\.attempt) == (1..<sample.attempts).map { $0 + 1 })
    }

    @Test func `a unit that fails in time fails with its own words, however long it may take`()
        async throws
    {
        let temporary = try TemporaryWorkspace()
        let attempts = Recorder<String>()
        var stage = FakeStage("s")
        stage.limits.timeout = .seconds(3600)
        stage.limits.retries = 2
        stage.onRun = { unit, _ throws(Fault) in
            attempts.append(unit.name)
            throw Fault(.badInput, "the third row is broken")
        }
        let failing = stage
        let fault = await #expect(throws: Fault.self) { try await temporary.run([failing]) }
        #expect(fault?.code == .badInput)
        #expect(fault?.message.contains("the third row is broken") == true)
        #expect(attempts.elements.count == 1)
    }

    @Test func `a stage that only fails is given up after fifty units`() async throws {
        let temporary = try TemporaryWorkspace()
        let ran = Recorder<String>()
        var stage = FakeStage("s", units: (0..<200).map { "u\($0)" })
        stage.onRun = { unit, _ throws(Fault) in
            ran.append(unit.name)
            throw Fault(.badInput, "never")
        }
        let failing = stage
        await #expect(throws: Fault.self) { try await temporary.run([failing], jobs: 1) }
        #expect(ran.elements.count == 50)
        let event = try #require(try temporary.events().last { $0.kind == .stageFailed })
        #expect(event.message == "50 of 200 units failed; 150 were not tried, since none succeeded")
    }
}
