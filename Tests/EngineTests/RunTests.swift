import Engine
import Glibc
import Records
import Storage
import Testing

@Suite struct RunTests {
    private func graph(_ ran: Recorder<String>) -> [FakeStage] {
        var stages = [
            FakeStage("first", units: ["a", "b", "c"]),
            FakeStage("second", units: ["d", "e"], reads: ["first"]),
        ]
        for index in stages.indices {
            let name = stages[index].name
            stages[index].onRun = { unit, _ in ran.append("\(name)/\(unit.name)") }
        }
        return stages
    }

    @Test func `a second run does nothing and finds everything`() async throws {
        let temporary = try TemporaryWorkspace()
        let ran = Recorder<String>()
        let first = try await temporary.run(graph(ran))
        #expect(ran.elements.sorted() == ["first/a", "first/b", "first/c", "second/d", "second/e"])
        #expect(first.stages.map(\.wasCached) == [false, false])
        let second = try await temporary.run(graph(ran))
        #expect(ran.elements.count == 5)
        #expect(second.stages.map(\.wasCached) == [true, true])
        #expect(first.digests == second.digests)
        #expect(try temporary.leftovers().isEmpty)
    }

    @Test func `a changed stage reruns itself and what reads it, nothing else`() async throws {
        let temporary = try TemporaryWorkspace()
        let ran = Recorder<String>()
        var stages = graph(ran)
        try await temporary.run(stages)
        stages[1].parameters = ["changed": true]
        let result = try await temporary.run(stages)
        #expect(result.stages.map(\.wasCached) == [true, false])
        #expect(ran.elements.count == 7)
    }

    @Test func `bytes do not depend on the number of threads`() async throws {
        let names = (0..<23).map { "u\($0)" }
        var digests: [[String: [Receipt.File]]] = []
        for jobs in [1, 2, 7] {
            let temporary = try TemporaryWorkspace()
            let stages = [FakeStage("a", units: names), FakeStage("b", units: names, reads: ["a"])]
            digests.append(try await temporary.run(stages, seed: 5, jobs: jobs).digests)
        }
        #expect(digests[0] == digests[1])
        #expect(digests[0] == digests[2])
        #expect(digests[0]["b"]?.count == 24)
    }

    @Test func `an empty plan publishes an empty stage`() async throws {
        let temporary = try TemporaryWorkspace()
        let result = try await temporary.run([FakeStage("none", units: [])])
        let receipt = result.stages[0].artifact.receipt
        #expect(receipt.unitCount == 0)
        #expect(receipt.accounting == Accounting())
        #expect(receipt.files.map(\.path) == ["all.txt"])
    }

    @Test func `a run without stages ends well`() async throws {
        let temporary = try TemporaryWorkspace()
        #expect(try await temporary.run([]).stages.isEmpty)
    }

    @Test func `after a failure only the missing units run`() async throws {
        let temporary = try TemporaryWorkspace()
        let ran = Recorder<String>()
        var stage = FakeStage("s", units: ["a", "b", "c", "d"])
        stage.onRun = { unit, _ throws(Fault) in
            ran.append(unit.name)
            if unit.name == "c" { throw Fault(.badInput, "no luck") }
        }
        let failing = stage
        let fault = await #expect(throws: Fault.self) {
            try await temporary.run([failing], jobs: 1)
        }
        #expect(fault?.code == .failedUnits)
        #expect(fault?.message == "the unit `c` of `s` failed: no luck")
        #expect(fault?.remedy?.contains("`pipeline resume test` goes on") == true)
        #expect(ran.elements == ["a", "b", "c", "d"], "one failure does not stop the others")
        stage.onRun = { unit, _ in ran.append(unit.name) }
        try await temporary.run([stage], jobs: 1)
        #expect(ran.elements == ["a", "b", "c", "d", "c"])
        let events = try temporary.events()
        #expect(events.last { $0.kind == .stagePlanned }?.cachedCount == 3)
        let kinds = events.map(\.kind)
        #expect(kinds.contains(.runFailed))
        #expect(kinds.last == .runFinished)
    }

    @Test func `a stage that is one unit fails with that unit's own status`() async throws {
        let temporary = try TemporaryWorkspace()
        var stage = FakeStage("s", units: ["all"])
        stage.onRun = { _, _ throws(Fault) in throw Fault(.badInput, "no luck") }
        let failing = stage
        let fault = await #expect(throws: Fault.self) { try await temporary.run([failing]) }
        #expect(fault?.code == .badInput)
    }

    @Test func `the work folder survives failed attempts and goes in the end`() async throws {
        let temporary = try TemporaryWorkspace()
        let folders = Recorder<String>()
        var stage = FakeStage("s")
        stage.limits.retries = 0
        stage.onRun = { _, context throws(Fault) in
            let folder = try context.workFolder
            folders.append(folder)
            let path = "\(folder)/steps"
            let steps = try FileSystem.status(path)?.byteCount ?? 0
            try FileSystem.write([UInt8](repeating: 46, count: steps + 1), to: path)
            if steps < 2 { throw Fault(.tryAgain, "step \(steps)") }
        }
        let counting = stage
        for step in 0..<2 {
            let fault = await #expect(throws: Fault.self) { try await temporary.run([counting]) }
            #expect(fault?.message == "the unit `a` of `s` is not done yet: step \(step)")
        }
        try await temporary.run([counting])
        #expect(Set(folders.elements).count == 1)
        #expect(try FileSystem.status(folders.elements[0]) == nil)
        #expect(try temporary.leftovers().isEmpty)
    }

    @Test func `a unit with an identity is shared by stages with other keys`() async throws {
        let temporary = try TemporaryWorkspace()
        let ran = Recorder<String>()
        var stage = FakeStage("s")
        stage.units[0].identity = "the same work"
        stage.onRun = { unit, _ in ran.append(unit.name) }
        let first = try await temporary.run([stage])
        stage.parameters = ["merge": "other"]
        let second = try await temporary.run([stage])
        #expect(first.stages[0].artifact.folder != second.stages[0].artifact.folder)
        #expect(ran.elements == ["a"])
    }

    @Test func `a damaged receipt is not believed and what it stood for is made again`()
        async throws
    {
        let temporary = try TemporaryWorkspace()
        let ran = Recorder<String>()
        let stages = graph(ran)
        let first = try await temporary.run(stages)
        for stage in first.stages {
            try FileSystem.write(
                Array("{\"torn".utf8), to: stage.artifact.path(Receipt.fileName))
        }
        let second = try await temporary.run(stages)
        #expect(second.stages.map(\.wasCached) == [false, false])
        #expect(ran.elements.count == 5, "units were sound")
        #expect(first.digests == second.digests)
    }

    @Test func `a receipt under another key is not believed`() async throws {
        let temporary = try TemporaryWorkspace()
        let stage = FakeStage("s")
        let artifact = try await temporary.run([stage]).stages[0].artifact
        let other = SHA256.digest(of: "other")
        try FileSystem.rename(
            artifact.folder, to: temporary.workspace.artifactFolder(kind: "fake", key: other))
        #expect(temporary.workspace.artifact(kind: "fake", key: other) == nil)
    }

    @Test func `links lead from the run to its stages, stale ones go`() async throws {
        let temporary = try TemporaryWorkspace()
        try await temporary.run([FakeStage("old"), FakeStage("kept")])
        let result = try await temporary.run([FakeStage("kept")])
        let folder = temporary.workspace.run("test").stagesFolder
        #expect(try FileSystem.list(folder) == ["kept"])
        let linked = try FileSystem.realPath("\(folder)/kept")
        #expect(try linked == FileSystem.realPath(result.stages[0].artifact.folder))
    }

    @Test func `the receipt says what was made, from what, and at what cost`() async throws {
        let temporary = try TemporaryWorkspace()
        let result = try await temporary.run(
            [FakeStage("up"), FakeStage("down", units: ["a", "b"], reads: ["up"])], seed: 9)
        let receipt = try #require(Receipt.read(in: result.stages[1].artifact.folder))
        #expect(receipt == result.stages[1].artifact.receipt)
        #expect(receipt.inputs.map(\.key) == [result.stages[0].artifact.receipt.key])
        #expect(receipt.accounting == Accounting(inputs: 2, outputs: 2))
        #expect(receipt.files.map(\.path) == ["a.txt", "all.txt", "b.txt"])
        #expect(receipt.seed == 9)
        #expect(receipt.host == Host.name)
        #expect(receipt.cost.peakByteCount > 0)
        for file in receipt.files {
            let path = result.stages[1].artifact.path(file.path)
            #expect(try SHA256.digest(ofFile: path) == file.digest)
        }
    }

    @Test func `receipts name the libraries, keys do not`() async throws {
        let temporary = try TemporaryWorkspace()
        let other = try TemporaryWorkspace()
        let plain = try await temporary.run([FakeStage("s")]).stages[0].artifact.receipt
        let run = try await Run.of(
            [FakeStage("s")], workspace: other.workspace, software: ["openblas": "0.3.21 Haswell"])
        let receipt = try await run.execute().stages[0].artifact.receipt
        #expect(receipt.software.map(\.name) == ["pipeline", "swift", "openblas"])
        #expect(receipt.software.last?.value == "0.3.21 Haswell")
        #expect(plain.key == receipt.key)
        let unit = try FileSystem.list("\(other.workspace.storeFolder)/fake")
            .compactMap { Receipt.read(in: "\(other.workspace.storeFolder)/fake/\($0)") }
            .first { $0.unit != nil }
        #expect(unit?.software == receipt.software)
    }

    @Test func `the run's folder holds manifest and plan`() async throws {
        let temporary = try TemporaryWorkspace()
        try await temporary.run([FakeStage("s")], seed: 3)
        let folder = temporary.workspace.run("test")
        #expect(try FileSystem.read(folder.manifestPath) == Array("name: test\n".utf8))
        let record = try #require(try RunRecord.read(in: folder))
        #expect(record.seed == 3)
        #expect(record.origin.manifestPath == "/manifests/test.yaml")
        #expect(record.origin.overrides == [.init(path: "seed", value: "3")])
    }
}
