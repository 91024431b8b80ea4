import Glibc
import Records
import Storage
import Testing

@testable import Engine

@Suite struct StoreCollectionTests {
    /// A stage of one unit whose key follows from a number.
    private static func stage(_ number: Int) -> FakeStage {
        var stage = FakeStage("s")
        stage.parameters = ["n": .integer(number)]
        return stage
    }

    /// A workspace with the runs `old` and `new`, of one stage each.
    private static func twoRuns() async throws -> TemporaryWorkspace {
        let temporary = try TemporaryWorkspace()
        try await temporary.run([stage(1)], name: "old")
        try await temporary.run([stage(2)], name: "new")
        // Both may have ended within the clock's grain.
        let time = timespec(tv_sec: 1_600_000_000, tv_nsec: 0)
        #expect(
            utimensat(AT_FDCWD, temporary.workspace.run("old").eventsPath, [time, time], 0) == 0)
        return temporary
    }

    private func stored(_ temporary: TemporaryWorkspace) throws -> Set<String> {
        Set(try StoredArtifact.all(in: temporary.workspace).map(\.folder))
    }

    @Test func `what only a removed run needs goes, with the run`() async throws {
        let temporary = try await StoreCollectionTests.twoRuns()
        let collection = try StoreCollection(temporary.workspace, .newest(1))
        #expect(collection.keptRuns == ["new"])
        #expect(collection.removedRuns == ["old"])
        #expect(collection.artifacts.count == 2)
        #expect(collection.keptArtifactCount == 2)
        let expected = collection.freedByteCount
        #expect(expected > 0)
        let outcome = try collection.remove()
        #expect(outcome.runs == ["old"])
        #expect(outcome.artifactCount == 2)
        #expect(outcome.byteCount == expected)
        #expect(outcome.inUse.isEmpty)
        #expect(try FileSystem.list(temporary.workspace.runsFolder) == ["new"])
        #expect(try temporary.leftovers().isEmpty)
        let again = try await temporary.run([StoreCollectionTests.stage(2)], name: "new")
        #expect(again.stages[0].wasCached)
    }

    @Test func `a second collection finds nothing`() async throws {
        let temporary = try await StoreCollectionTests.twoRuns()
        _ = try StoreCollection(temporary.workspace, .newest(1)).remove()
        let collection = try StoreCollection(temporary.workspace, .newest(1))
        #expect(collection.artifacts.isEmpty && collection.removedRuns.isEmpty)
        #expect(try collection.remove() == StoreCollection.Outcome())
    }

    @Test func `looking removes nothing`() async throws {
        let temporary = try await StoreCollectionTests.twoRuns()
        let before = try stored(temporary)
        _ = try StoreCollection(temporary.workspace, .newest(0)).freedByteCount
        #expect(try stored(temporary) == before)
        #expect(try RunFolder.all(in: temporary.workspace).count == 2)
    }

    @Test func `runs go by the time of their last event, too`() async throws {
        let temporary = try await StoreCollectionTests.twoRuns()
        let moment = Timestamp(milliseconds: 1_600_000_000_000)
        #expect(try StoreCollection(temporary.workspace, .since(moment)).removedRuns.isEmpty)
        let later = Timestamp(milliseconds: moment.milliseconds + 1)
        #expect(try StoreCollection(temporary.workspace, .since(later)).removedRuns == ["old"])
    }

    @Test func `an artifact that both runs need stays`() async throws {
        let temporary = try TemporaryWorkspace()
        try await temporary.run([StoreCollectionTests.stage(1)], name: "a")
        try await temporary.run([StoreCollectionTests.stage(1)], name: "b")
        let time = timespec(tv_sec: 1_600_000_000, tv_nsec: 0)
        #expect(utimensat(AT_FDCWD, temporary.workspace.run("a").eventsPath, [time, time], 0) == 0)
        let collection = try StoreCollection(temporary.workspace, .newest(1))
        #expect(collection.keptRuns == ["b"])
        // The unit was made by `a`, which goes: no kept run's log names it.
        #expect(collection.artifacts.count == 1)
        _ = try collection.remove()
        #expect(
            try await temporary.run([StoreCollectionTests.stage(1)], name: "b").stages[0].wasCached)
    }

    @Test func `an unfinished run keeps the units that are done`() async throws {
        let temporary = try TemporaryWorkspace()
        var stage = FakeStage("s", units: ["a", "b"])
        stage.onRun = { unit, _ throws(Fault) in
            if unit.name == "b" { throw Fault(.badInput, "stop") }
        }
        let failing = stage
        await #expect(throws: Fault.self) { try await temporary.run([failing]) }
        let collection = try StoreCollection(temporary.workspace, .newest(1))
        #expect(collection.artifacts.isEmpty)
        _ = try collection.remove()
        stage.onRun = { _, _ in }
        #expect(try await temporary.run([stage]).stages[0].unitsDone == 1)
    }

    @Test func `units of an earlier plan of a kept run go`() async throws {
        let temporary = try TemporaryWorkspace()
        try await temporary.run([StoreCollectionTests.stage(1)])
        try await temporary.run([StoreCollectionTests.stage(2)])
        let collection = try StoreCollection(temporary.workspace, .newest(1))
        #expect(collection.artifacts.count == 2)
        _ = try collection.remove()
        #expect(
            try await temporary.run([StoreCollectionTests.stage(2)]).stages[0].wasCached)
    }

    @Test func `a run that is worked on stays with all that it may need`() async throws {
        let temporary = try await StoreCollectionTests.twoRuns()
        let gate = Gate()
        let started = Gate()
        var stage = FakeStage("s", units: ["a", "b"])
        stage.parameters = ["n": 3]
        stage.onRun = { _, _ in
            started.open()
            await gate.wait()
        }
        let live = stage
        let run = Task { try await temporary.run([live], name: "live") }
        await started.wait()
        let collection = try StoreCollection(temporary.workspace, .newest(0))
        #expect(collection.keptRuns == ["live"])
        #expect(collection.removedRuns == ["new", "old"])
        // The stages' own artifacts; units of the kind that is worked on stay.
        #expect(collection.artifacts.count == 2)
        _ = try collection.remove()
        gate.open()
        #expect(try await run.value.stages[0].unitsDone == 2)
    }

    @Test func `what somebody works on stays`() async throws {
        let temporary = try await StoreCollectionTests.twoRuns()
        let collection = try StoreCollection(temporary.workspace, .newest(1))
        let busy = try #require(collection.artifacts.first)
        let lock = try KeyLock(busy.key, in: temporary.workspace.folder(ofKind: busy.kind))
        let outcome = try collection.remove()
        #expect(outcome.inUse == [busy.folder])
        #expect(outcome.artifactCount == 1)
        lock?.release()
        #expect(try stored(temporary).contains(busy.folder))
    }

    @Test func `bytes with a name elsewhere are not said to be freed`() async throws {
        let temporary = try await StoreCollectionTests.twoRuns()
        let whole = try StoreCollection(temporary.workspace, .newest(0))
        let freedByteCount = whole.freedByteCount
        let file = try #require(Receipt.read(in: whole.artifacts[0].folder)?.files.first)
        try FileSystem.hardLink(
            "\(whole.artifacts[0].folder)/\(file.path)", at: "\(temporary.root)/elsewhere")
        let rest = try StoreCollection(temporary.workspace, .newest(0))
        #expect(rest.freedByteCount == freedByteCount - file.byteCount)
    }
}
