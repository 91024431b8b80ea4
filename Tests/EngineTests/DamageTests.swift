import Engine
import Glibc
import Records
import Storage
import Testing

@Suite struct DamageTests {
    /// What is done to a published file.
    enum Harm: String, CaseIterable, Sendable {
        case otherBytes
        case shorter
        case gone
        case receiptFlipped
        case receiptEmpty

        func strike(_ folder: String, _ file: String) throws {
            let path = "\(folder)/\(file)"
            let receipt = "\(folder)/\(Receipt.fileName)"
            switch self {
            case .otherBytes:
                try FileSystem.write(Array(try FileSystem.read(path).map { $0 ^ 1 }), to: path)
            case .shorter:
                try FileSystem.write(Array(try FileSystem.read(path).dropLast()), to: path)
            case .gone: try FileSystem.remove(path)
            case .receiptFlipped:
                // Still JSON: a digit becomes another.
                var bytes = try FileSystem.read(receipt)
                let index = try #require(bytes.firstIndex(of: UInt8(ascii: "1")))
                bytes[index] = UInt8(ascii: "2")
                try FileSystem.write(bytes, to: receipt)
            case .receiptEmpty: try FileSystem.write([], to: receipt)
            }
        }
    }

    @Test(arguments: Harm.allCases)
    func `a damaged artifact is made again and not built upon`(harm: Harm) async throws {
        let temporary = try TemporaryWorkspace()
        let stages = [FakeStage("first"), FakeStage("second", reads: ["first"])]
        let before = try await temporary.run(stages)
        try harm.strike(before.stages[0].artifact.folder, "all.txt")
        let later = FakeStage("third", reads: ["first"])
        let after = try await temporary.run(stages + [later])
        // The third has the same key as the second, whose artifact is sound.
        #expect(after.stages.map(\.wasCached) == [false, true, true])
        #expect(after.digests["first"] == before.digests["first"])
        let notice = try temporary.events().last { $0.kind == .notice }?.message
        #expect(notice?.contains("the stage `first`") == true)
        #expect(notice?.contains("damaged") == true)
    }

    @Test(arguments: Harm.allCases)
    func `a damaged unit is made again before its stage is joined`(harm: Harm) async throws {
        let temporary = try TemporaryWorkspace()
        let ran = Recorder<String>()
        var stage = FakeStage("s", units: ["a", "b"])
        stage.onRun = { unit, context throws(Fault) in
            ran.append("\(unit.name) \(context.folder)")
            if unit.name == "b", ran.elements.count == 2 { throw Fault(.badInput, "stop") }
        }
        let failing = stage
        await #expect(throws: Fault.self) { try await temporary.run([failing], jobs: 1) }
        let folder = try #require(
            FileSystem.list("\(temporary.workspace.storeFolder)/fake").first { $0.count == 64 })
        try harm.strike("\(temporary.workspace.storeFolder)/fake/\(folder)", "a.txt")
        let result = try await temporary.run([stage], jobs: 1)
        #expect(ran.elements.map { $0.prefix(1) } == ["a", "b", "a", "b"])
        let bytes = try FileSystem.read(result.stages[0].artifact.path("all.txt"))
        #expect(String(decoding: bytes, as: UTF8.self) == "\"a\" 0\n\"b\" 0\n")
    }

    @Test func `bytes that change while size and time are put back show when all is verified`()
        async throws
    {
        let temporary = try TemporaryWorkspace()
        let result = try await temporary.run([FakeStage("s")])
        let path = result.stages[0].artifact.path("all.txt")
        let status = try #require(try FileSystem.status(path))
        let file = open(path, O_WRONLY)
        #expect(pwrite(file, "?", 1, 0) == 1)
        let time = timespec(
            tv_sec: status.modified / 1_000_000_000, tv_nsec: status.modified % 1_000_000_000)
        #expect(futimens(file, [time, time]) == 0)
        close(file)
        #expect(try await temporary.run([FakeStage("s")]).stages[0].wasCached)
        #expect(
            try await temporary.run([FakeStage("s")], verifies: true).stages[0].wasCached == false)
        let bytes = try FileSystem.read(path)
        #expect(String(decoding: bytes, as: UTF8.self) == "\"a\" 0\n")
    }

    @Test func `a copied workspace is read once and believed`() async throws {
        let temporary = try TemporaryWorkspace()
        let result = try await temporary.run([FakeStage("s")])
        for name in ["a.txt", "all.txt"] {
            let path = result.stages[0].artifact.path(name)
            let bytes = try FileSystem.read(path)
            try FileSystem.remove(path)
            try FileSystem.write(bytes, to: path)
        }
        #expect(try await temporary.run([FakeStage("s")]).stages[0].wasCached)
    }
}
