import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

/// Ingest where hardly anything is held in memory.
@Suite struct SpilledIngestTests {
    /// Rows about pictures in turn; ids count from 0 in each split, and some come twice.
    private static func lines(
        _ numbers: Range<Int>, pictures: Int, id: (Int) -> String = { "\($0 % 97)" }
    ) -> String {
        numbers.map { number in
            """
            {"id": "\(id(number))", "problem": "how many of \(number % 4)?", \
            "answer": "\(number % 3)", "images": ["p\(number * 7 % pictures).png"]}
            """
        }.joined(separator: "\n") + "\n"
    }

    /// Two splits in three files: ids, pictures and rows come twice in one and in both, one line is
    /// broken, one picture is missing, one file is refused as a whole after good rows.
    private static func source(_ folder: TemporaryFolder) throws -> DatasetSpecification {
        for number in 0..<9 {
            try folder.write(Fixture.png(number), to: "p\(number).png")
        }
        try folder.write(lines(0..<120, pictures: 10) + "{\"id\":\n", to: "a.jsonl")
        let whole = lines(60..<110, pictures: 7).split(separator: "\n").joined(separator: ",")
        try folder.write("[\(whole), {\"id\": 1", to: "b.json")
        // Some of the second split's own ids look like qualified ones.
        let rows = lines(0..<80, pictures: 8) { $0 % 5 == 0 ? "test/\($0 % 30)" : "\($0 % 30)" }
        try folder.write(rows, to: "test.jsonl")
        var dataset = try Fixture.dataset(
            root: folder.path, splits: [("train", "a.jsonl"), ("test", "test.jsonl")])
        dataset.splits[0].annotations.insert("b.json", at: 0)
        return dataset
    }

    @Test(arguments: [1, 100, 2000])
    func `what is held in memory changes no byte`(memoryLimit: Int) throws {
        let folder = try TemporaryFolder()
        let dataset = try SpilledIngestTests.source(folder)
        var settings = IngestSettings()
        settings.shardSamples = 3
        let usual = try IngestRun([dataset], settings: settings)
        let spilled = try IngestRun([dataset], settings: settings, memoryLimit: memoryLimit)
        #expect(spilled.units == usual.units)
        #expect(try spilled.digest() == usual.digest())
        // All that is to be compared is there.
        let reasons = Set(usual.reasons)
        let expected = ["bad_json", "duplicate_id", "duplicate_row", "missing_image"]
        #expect(reasons.isSuperset(of: expected), "\(reasons)")
        #expect(usual.questions.contains { $0.id.hasPrefix("test/") })
        #expect(usual.lineage.contains { $0.notes.contains("split_leak") })
    }

    @Test func `the lists of pictures that are kept say the same`() throws {
        let folder = try TemporaryFolder()
        let dataset = try SpilledIngestTests.source(folder)
        let caches = try [1, 1 << 20].map { memoryLimit in
            let cache = "\(folder.path)/cache-\(memoryLimit)"
            let first = Fixture.ingestion([dataset], cache: cache, memoryLimit: memoryLimit)
            let fingerprint = try first.fingerprint()
            first.keepReferences()
            // From the lists alone.
            let second = Fixture.ingestion([dataset], cache: cache, memoryLimit: memoryLimit)
            #expect(try second.fingerprint() == fingerprint)
            let names = try FileSystem.list(cache + "/references")
            #expect(names.count == 1)
            return (fingerprint, try FileSystem.read("\(cache)/references/\(names[0])"))
        }
        #expect(caches[0] == caches[1])
    }

    @Test func `an id that comes again thousands of rows later is refused`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Fixture.png(1), to: "p0.png")
        let last = 3999
        try folder.write(
            SpilledIngestTests.lines(0..<4000, pictures: 1) { $0 == last ? "0" : "\($0)" },
            to: "train.jsonl")
        var dataset = try Fixture.dataset(root: folder.path)
        dataset.duplicates.exact = .ignore
        dataset.duplicates.conflictingAnswers = .ignore
        let run = try IngestRun([dataset], memoryLimit: 1000)
        #expect(run.rejects.map(\.reason) == ["duplicate_id"])
        #expect(run.rejects.map(\.row) == [last])
        #expect(run.rejects.map(\.duplicateOf) == ["0"])
        // A picture of many rows makes several samples.
        let names = try FileSystem.list(run.folder.path + "/merged/index")
        let counts = try names.filter { $0 != "questions.idx" }.map {
            try ShardIndex(run.folder.path + "/merged/index/" + $0).entries.count
        }
        #expect(counts.reduce(0, +) == 4)
    }
}
