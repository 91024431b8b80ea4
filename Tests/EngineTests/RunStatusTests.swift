import Engine
import Records
import Storage
import Testing

@Suite struct RunStatusTests {
    private func status(_ temporary: TemporaryWorkspace) throws -> RunStatus? {
        try RunStatus.read(temporary.workspace.run("test"), in: temporary.workspace)
    }

    @Test func `a run that never started has no status`() throws {
        let temporary = try TemporaryWorkspace()
        #expect(try status(temporary) == nil)
        #expect(try RunStatus.all(in: temporary.workspace).isEmpty)
    }

    @Test func `a failed run says why and how far it came`() async throws {
        let temporary = try TemporaryWorkspace()
        var stage = FakeStage("second", units: ["a", "b", "c"], reads: ["first"])
        stage.onRun = { unit, _ throws(Fault) in
            if unit.name == "b" { throw Fault(.badInput, "no luck") }
        }
        let stages = [FakeStage("first"), stage, FakeStage("third", reads: ["second"])]
        await #expect(throws: Fault.self) { try await temporary.run(stages, jobs: 1) }
        let status = try #require(try status(temporary))
        let message =
            "the unit `b` of `second` failed: no luck; not run for want of that: `third`"
        #expect(status.state == .failed(message))
        #expect(!status.isComplete)
        #expect(status.stages.map(\.state) == [.done, .failed, .waiting])
        #expect(status.stages[1].unitsDone == 2)
        #expect(status.stages[1].unitsFailed == 1)
        #expect(status.stages[1].unitCount == 3)
    }

    @Test func `a finished run is done, until an artifact goes`() async throws {
        let temporary = try TemporaryWorkspace()
        let result = try await temporary.run([FakeStage("first")])
        #expect(try status(temporary)?.state == .done)
        #expect(try RunStatus.all(in: temporary.workspace).map(\.record.name) == ["test"])
        try FileSystem.remove(result.stages[0].artifact.folder)
        #expect(try status(temporary)?.isComplete == false)
    }
}
