import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

/// A split of files that is divided into several, ingested.
@Suite struct DividedSplitTests {
    /// Rows about forty pictures, three about each, then what cannot be read: a row that is cut, one
    /// without a picture, one whose id stands before, a picture that is not there, and a file.
    private struct Source {
        let folder: TemporaryFolder
        var dataset: DatasetSpecification
        static let pictureCount = 40
        static let badRowCount = 4

        init(_ pictures: Range<Int> = 0..<Source.pictureCount) throws {
            folder = try TemporaryFolder()
            for number in pictures { try folder.write(Fixture.png(number), to: "\(number).png") }
            dataset = try Fixture.dataset(root: folder.path, splits: [("all", "rows.jsonl")])
            dataset.splits[0].annotations = ["rows.jsonl", "bad.json"]
            dataset.splits[0].divide = [
                SplitPart(name: "warmup", share: 3), SplitPart(name: "train", share: 6),
                SplitPart(name: "test", share: 1),
            ]
            try folder.write(#"[{"id": 1, "problem": "a", "answer"#, to: "bad.json")
            try write(pictures: Array(pictures))
        }

        /// Writes the rows about some pictures, question after question.
        func write(pictures: [Int]) throws {
            var rows: [String] = []
            for question in 0..<3 {
                rows += pictures.map {
                    Source.row("\($0)-\(question)", "\($0).png", "q\(question)")
                }
            }
            rows += [
                #"{"id": "cut", "problem"#, #"{"id": "bare", "problem": "a", "answer": "1"}"#,
                Source.row("0-0", "7.png", "again"), Source.row("gone", "gone.png", "where"),
            ]
            try folder.write(rows.map { $0 + "\n" }.joined(), to: "rows.jsonl")
        }

        static func row(_ id: String, _ picture: String, _ question: String) -> String {
            #"{"id": "\#(id)", "problem": "\#(question) \#(id)", "answer": "1", "#
                + #""images": "\#(picture)"}"#
        }
    }

    /// The split of each picture's questions.
    private func splits(_ run: IngestRun) -> [String: String] {
        var splits: [String: String] = [:]
        for question in run.questions {
            let picture = String(question.id.prefix { $0 != "-" })
            if let known = splits[picture] { #expect(known == question.split) }
            splits[picture] = question.split
        }
        return splits
    }

    @Test func `every row is a question of one part or a reject, once`() throws {
        let source = try Source()
        let run = try IngestRun([source.dataset])
        let rowCount = 3 * Source.pictureCount + Source.badRowCount
        // The file that is refused as a whole is one input more.
        #expect(run.summary.accounting.inputs == rowCount + 1)
        #expect(run.summary.accounting.balances)
        #expect(run.questions.count == 3 * Source.pictureCount)
        #expect(Set(run.questions.map(\.id)).count == run.questions.count)
        #expect(
            run.reasons.sorted()
                == ["bad_json", "bad_json", "duplicate_id", "missing_image", "missing_image"])
        let rows = run.lineage.map(\.row) + run.rejects.compactMap(\.row)
        #expect(rows.sorted() == Array(0..<rowCount))
        #expect(run.summary.warnings.filter { $0.contains("bad.json") }.count == 1)
    }

    @Test func `questions about a picture lie in one part`() throws {
        let source = try Source()
        let run = try IngestRun([source.dataset])
        let splits = splits(run)
        #expect(splits.count == Source.pictureCount)
        #expect(Set(splits.values) == ["warmup", "train", "test"])
        #expect(
            run.summary.counts.map(\.split) == ["warmup", "train", "test"])
        #expect(run.summary.counts.map(\.questions).reduce(0, +) == run.questions.count)
        // Lineage tells of the split too, and no two have a picture in common.
        let byID = Dictionary(uniqueKeysWithValues: run.questions.map { ($0.id, $0.split) })
        for row in run.lineage { #expect(byID[row.id] == row.split) }
        #expect(!run.summary.warnings.contains { $0.contains("share") })
    }

    @Test func `rows that come or go move no others`() throws {
        let source = try Source()
        let before = splits(try IngestRun([source.dataset]))
        let other = try Source(0..<60)
        try other.write(pictures: Array((5..<60).reversed()))
        let after = splits(try IngestRun([other.dataset]))
        for picture in 5..<Source.pictureCount {
            #expect(after["\(picture)"] == before["\(picture)"], "\(picture)")
        }
    }

    @Test func `neither the order of units nor memory counts`() throws {
        let source = try Source()
        var settings = IngestSettings()
        settings.shardSamples = 3
        let run = try IngestRun([source.dataset], settings: settings)
        #expect(run.units.count > 10)
        let other = try IngestRun([source.dataset], settings: settings, memoryLimit: 0) {
            $0.reversed()
        }
        #expect(try run.digest() == other.digest())
    }

    @Test func `the limit is of the rows that are read`() throws {
        let source = try Source()
        var dataset = source.dataset
        dataset.splits[0].annotations = ["rows.jsonl"]
        dataset.splits[0].limit = 50
        let run = try IngestRun([dataset])
        #expect(run.summary.accounting.inputs == 50)
        #expect(run.lineage.map(\.row).sorted() == Array(0..<50))
    }

    @Test func `a changed row changes one unit, and other shares no unit of their own`() throws {
        let source = try Source()
        var settings = IngestSettings()
        settings.shardSamples = 4
        func identities() throws -> [Digest] {
            try Fixture.ingestion([source.dataset], settings).plan().map(\.identity)
        }
        let before = try identities()
        let text = String(
            decoding: try FileSystem.read(source.folder.path + "/rows.jsonl"), as: UTF8.self)
        try source.folder.write(
            text.replacing(#""q1 9-1", "answer": "1""#, with: #""q1 9-1", "answer": "2""#),
            to: "rows.jsonl")
        let after = try identities()
        #expect(zip(before, after).count { $0 != $1 } == 1)
        #expect(before.count == after.count)
    }

    @Test func `the fingerprint is told again from the cache`() throws {
        let source = try Source()
        let cache = try TemporaryFolder()
        func fingerprint(_ dataset: DatasetSpecification) throws -> JSONValue {
            let ingestion = Fixture.ingestion([dataset], cache: cache.path)
            let result = try ingestion.fingerprint()
            ingestion.keepReferences()
            return result
        }
        let first = try fingerprint(source.dataset)
        #expect(first.arrayValue?.first?["splits"]?.arrayValue?.count == 3)
        #expect(try fingerprint(source.dataset) == first)
        try source.folder.write(Fixture.png(999), to: "7.png")
        let second = try fingerprint(source.dataset)
        #expect(second != first)
        var turned = source.dataset
        turned.splits[0].divide?.reverse()
        #expect(try fingerprint(turned) != second)
    }

    @Test func `pictures that differ in name only are leaks, and dropped where wanted`() throws {
        let source = try Source()
        let parts = SplitParts(source.dataset.splits[0], of: source.dataset)
        let hash = KeyHasher()
        func part(_ name: String) -> String { parts.names[parts.part(of: [.path(name)], hash)] }
        let test = try #require((0..<40).first { part("\($0).png") == "test" })
        let copy = try #require((0..<100).map { "copy\($0).png" }.first { part($0) == "train" })
        try source.folder.write(Fixture.png(test), to: copy)
        try source.folder.write(
            [Source.row("a", "\(test).png", "x"), Source.row("b", copy, "y")]
                .joined(separator: "\n"), to: "rows.jsonl")
        var dataset = source.dataset
        dataset.splits[0].annotations = ["rows.jsonl"]
        dataset.leakage.acrossSplits = .dropTrain
        let run = try IngestRun([dataset])
        #expect(run.questions.map(\.id) == ["a"])
        #expect(run.reasons == ["split_leak"])
        let told = "rows of `train` that `test` gives away: 1 share a picture"
        #expect(run.summary.warnings.last == "\(told) (dropped)")
        dataset.leakage.acrossSplits = .flag
        #expect(
            try IngestRun([dataset]).summary.warnings == [
                "\(told); `leakage: {across_splits: drop_train}` drops them"
            ])
    }

    @Test func `ids of other splits get the part's name in front`() throws {
        let source = try Source()
        try source.folder.write(Source.row("3-0", "3.png", "other"), to: "first.jsonl")
        var dataset = source.dataset
        var first = DatasetSplit()
        first.name = "first"
        first.annotations = ["first.jsonl"]
        dataset.splits.insert(first, at: 0)
        let run = try IngestRun([dataset])
        let qualified = run.questions.filter { $0.id.hasSuffix("/3-0") }
        #expect(qualified.count == 1)
        #expect(qualified.first.map { $0.id == "\($0.split)/3-0" } == true)
        // Rows without ids are named by their part and number.
        dataset.columns.id = nil
        let bare = try IngestRun([dataset])
        let rows = Dictionary(uniqueKeysWithValues: bare.lineage.map { ($0.id, $0) })
        for (id, row) in rows { #expect(id == "\(row.split)/\(row.row)") }
    }
}
