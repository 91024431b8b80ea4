import Engine
import Records
import Testing

@Suite struct FailedUnitTests {
    @Test func `what failed is told until the run goes on`() async throws {
        let temporary = try TemporaryWorkspace()
        let folder = temporary.workspace.run("test")
        #expect(try FailedUnit.all(of: folder).isEmpty)
        var stage = FakeStage("s", units: ["a", "b", "c"])
        stage.onRun = { unit, _ throws(Fault) in
            if unit.name != "b" { throw Fault(.badInput, "no \(unit.name)", remedy: "mend it") }
        }
        let failing = stage
        await #expect(throws: Fault.self) { try await temporary.run([failing], jobs: 1) }
        let failed = try FailedUnit.all(of: folder)
        #expect(failed.map(\.unit) == ["a", "c"])
        #expect(failed.map(\.stage) == ["s", "s"])
        #expect(failed.first?.message == "no a")
        #expect(failed.first?.remedy == "mend it")
        stage.onRun = { _, _ in }
        try await temporary.run([stage])
        #expect(try FailedUnit.all(of: folder).isEmpty)
    }
}
