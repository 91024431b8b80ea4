import Records
import Storage
import TestSupport
import Testing

@Suite struct TableTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func rollout(_ index: Int) -> Rollout {
        Rollout(
            question: "q-\(index) \"é\"\n", draw: index, response: "🙂\\\u{1}", tokenCount: 3,
            finishReason: .stop, verdict: .noAnswerFound)
    }

    @Test(arguments: [0, 1, 5000])
    func rowsComeBack(count: Int) throws {
        let rows = (0..<count).map { rollout($0) }
        try TableWriter.write(rows, to: folder["t.jsonl"])
        #expect(try TableReader.read(Rollout.self, from: folder["t.jsonl"]) == rows)
    }

    @Test func aRowIsALine() throws {
        try TableWriter.write([rollout(1), rollout(2)], to: folder["t"])
        let bytes = try FileSystem.read(folder["t"])
        #expect(bytes.count { $0 == 10 } == 2)
        #expect(bytes.last == 10)
    }

    @Test func aNewTableReplacesALongerOne() throws {
        try TableWriter.write((0..<9).map { rollout($0) }, to: folder["t"])
        try TableWriter.write([rollout(7)], to: folder["t"])
        #expect(try TableReader.read(Rollout.self, from: folder["t"]) == [rollout(7)])
    }

    struct Broken {
        var line: String
        var column: Int
    }

    @Test(arguments: [
        Broken(line: "{\"question\": nul}", column: 14), Broken(line: "{}", column: 1),
    ])
    func aBrokenRowIsAFaultWithItsLine(_ each: Broken) throws {
        let good = rollout(0).json.serialized
        let path = try folder.write(good + "\n\n" + each.line + "\n" + good + "\n", to: "t")
        var count = 0
        let fault = #expect(throws: Fault.self) {
            try TableReader.forEach(Rollout.self, from: path) { _ in count += 1 }
        }
        #expect(fault?.location == SourceLocation(file: path, line: 3, column: each.column))
        #expect(count == 1)
    }
}
