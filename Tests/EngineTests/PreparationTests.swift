import Engine
import Records
import Storage
import Testing

/// What stages need and no key holds is looked for before there is work.
@Suite struct PreparationTests {
    private static func lacking(_ name: String, reads upstream: [String] = []) -> FakeStage {
        var stage = FakeStage(name, reads: upstream)
        stage.onPrepare = { () throws(Fault) in
            throw Fault(.configuration, "there is no key")
        }
        return stage
    }

    @Test func `a stage that lacks something ends the run before the first unit`() async throws {
        let temporary = try TemporaryWorkspace()
        let done = Recorder<String>()
        var first = FakeStage("first")
        first.onRun = { unit, _ throws(Fault) in done.append(unit.name) }
        let stages = [first, PreparationTests.lacking("second", reads: ["first"])]
        let fault = await #expect(throws: Fault.self) { try await temporary.run(stages) }
        #expect(fault?.message.contains("no key") == true)
        #expect(done.elements.isEmpty)
    }

    @Test func `a stage that is done needs nothing`() async throws {
        let temporary = try TemporaryWorkspace()
        _ = try await temporary.run([FakeStage("a")])
        _ = try await temporary.run([PreparationTests.lacking("a")])
    }

    @Test func `units that have only to be joined need nothing`() async throws {
        let temporary = try TemporaryWorkspace()
        let result = try await temporary.run([FakeStage("a")])
        // As a kill between the last unit and the merge leaves it.
        let folder = try #require(result.stages.first?.artifact.folder)
        try FileSystem.remove(folder)
        _ = try await temporary.run([PreparationTests.lacking("a")])
    }
}
