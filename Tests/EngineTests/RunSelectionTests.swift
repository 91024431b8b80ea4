import Engine
import Records
import Storage
import Testing

@Suite struct RunSelectionTests {
    /// `a → b → c`, and `d` beside them; `b` fails.
    private func stages(failing: Bool) -> [FakeStage] {
        var middle = FakeStage("b", units: ["x", "y"], reads: ["a"])
        middle.onRun = { unit, _ throws(Fault) in
            if failing, unit.name == "x" { throw Fault(.badInput, "no luck") }
        }
        var beside = FakeStage("d")
        beside.parameters = ["of": "its own"]
        return [FakeStage("a"), middle, FakeStage("c", reads: ["b"]), beside]
    }

    struct Failing: Sendable {
        var keepsGoing: Bool
        var done: [String]
        var skipped: [String]
    }

    @Test(arguments: [
        Failing(keepsGoing: false, done: ["a"], skipped: ["c", "d"]),
        Failing(keepsGoing: true, done: ["a", "d"], skipped: ["c"]),
    ])
    func `what does not need a failed stage goes on if asked`(sample: Failing) async throws {
        let temporary = try TemporaryWorkspace()
        let fault = await #expect(throws: Fault.self) {
            try await temporary.run(
                self.stages(failing: true), jobs: 1,
                selection: .init(keepsGoing: sample.keepsGoing))
        }
        #expect(fault?.code == .failedUnits)
        let events = try temporary.events()
        #expect(events.filter { $0.kind == .stageFinished }.map(\.stage) == sample.done)
        #expect(events.filter { $0.kind == .stageSkipped }.map(\.stage) == sample.skipped)
        #expect(events.filter { $0.kind == .stageFailed }.map(\.stage) == ["b"])
    }

    @Test func `until runs a stage and what it needs`() async throws {
        let temporary = try TemporaryWorkspace()
        let result = try await temporary.run(
            stages(failing: false), selection: .init(until: "b"))
        #expect(result.stages.map(\.name) == ["a", "b"])
        let status = try RunStatus.read(temporary.workspace.run("test"), in: temporary.workspace)
        #expect(status?.state == .partlyDone)
        try await temporary.run(stages(failing: false))
        #expect(try RunStatus.all(in: temporary.workspace).map(\.state) == [.done])
    }

    @Test func `only runs a stage whose inputs are there`() async throws {
        let temporary = try TemporaryWorkspace()
        let fault = await #expect(throws: Fault.self) {
            try await temporary.run(self.stages(failing: false), selection: .init(only: "b"))
        }
        #expect(fault?.code == .usage)
        #expect(fault?.remedy?.contains("--until b") == true)
        try await temporary.run(stages(failing: false), selection: .init(until: "a"))
        let result = try await temporary.run(
            stages(failing: false), selection: .init(only: "b"))
        #expect(result.stages.map(\.name) == ["b"])
    }

    @Test func `a stage that is not there is named with those that are`() async throws {
        let temporary = try TemporaryWorkspace()
        let fault = await #expect(throws: Fault.self) {
            try await temporary.run(self.stages(failing: false), selection: .init(until: "z"))
        }
        #expect(fault?.code == .usage)
        #expect(fault?.remedy == "its stages are `a`, `b`, `c`, `d`")
    }
}
