import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

/// What must hold of rows that share something: a header, a name, a picture, an id.
@Suite struct SharedRowTests {
    @Test func `a header counts as part of every row`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Fixture.png(1), to: "1.png")
        var dataset = try Fixture.dataset(root: folder.path, splits: [("train", "train.csv")])
        dataset.columns.id = nil
        try folder.write("images,problem,answer\n1.png,one,two\n", to: "train.csv")
        let before = try Fixture.ingestion([dataset]).plan().map(\.identity)
        try folder.write("images,answer,problem\n1.png,one,two\n", to: "train.csv")
        let ingestion = Fixture.ingestion([dataset])
        #expect(try ingestion.plan().map(\.identity) != before)
        #expect(try IngestRun([dataset]).questions.map(\.answer) == ["one"])
    }

    @Test func `a name that stands twice in an object is one reject`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Fixture.png(1), to: "1.png")
        let row = #"{"id": 1, "problem": "a b", "answer": "1", "images": "1.png"}"#
        let other = #"{"id": 2, "problem": "a c", "answer": "1", "images": "1.png"}"#
        try folder.write(#"{"a": \#(row), "a": \#(other)}"#, to: "train.json")
        let run = try IngestRun([
            try Fixture.dataset(root: folder.path, splits: [("train", "train.json")])
        ])
        #expect(run.questions.map(\.id) == ["1"])
        #expect(run.reasons == ["duplicate_json_key"])
    }

    @Test func `new pictures are noticed where there are no annotations`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Fixture.png(1), to: "p1.png")
        var dataset = try Fixture.dataset(root: folder.path, splits: [("train", "p*.png")])
        dataset.format = .pictures
        dataset.columns.id = nil
        dataset.columns.question = .constant("What is it?")
        dataset.columns.answer = .field(try Fixture.path("stem"))
        dataset.columns.images = .field(try Fixture.path("path"))
        let cache = folder.path + "/cache"
        let first = Fixture.ingestion([dataset], cache: cache)
        let before = try first.fingerprint()
        first.keepReferences()
        try folder.write(Fixture.png(2), to: "p2.png")
        #expect(try Fixture.ingestion([dataset], cache: cache).fingerprint() != before)
        #expect(try IngestRun([dataset]).questions.map(\.answer) == ["p1", "p2"])
    }

    @Test func `a link out of the root is one reject among pictures`() throws {
        let folder = try TemporaryFolder()
        let outside = try TemporaryFolder()
        try outside.write(Fixture.png(9), to: "secret.png")
        try folder.write(Fixture.png(1), to: "p1.png")
        try folder.link(outside.path + "/secret.png", at: "p2.png")
        var dataset = try Fixture.dataset(root: folder.path, splits: [("train", "*.png")])
        dataset.format = .pictures
        dataset.columns.id = nil
        dataset.columns.question = .constant("What is it?")
        dataset.columns.answer = .field(try Fixture.path("stem"))
        dataset.columns.images = .field(try Fixture.path("path"))
        let run = try IngestRun([dataset])
        #expect(run.questions.count == 1)
        #expect(run.reasons == ["path_escape"])
    }

    @Test func `rows about one picture fill several samples`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Fixture.png(1), to: "1.png")
        let rows = (0..<2500).map {
            #"{"id": \#($0), "problem": "what is \#($0)?", "answer": "1", "images": "1.png"}"#
                + "\n"
        }
        try folder.write(rows.joined(), to: "train.jsonl")
        let run = try IngestRun([try Fixture.dataset(root: folder.path)])
        #expect(run.questions.map(\.id) == (0..<2500).map(String.init))
        #expect(run.units.reduce(0) { $0 + $1.samples.count } == 3)
        #expect(run.summary.pictureCount == 1)
    }

    @Test func `a repeated id names the question that has it`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Fixture.png(1), to: "1.png")
        func row(_ text: String) -> String {
            #"{"id": 17, "problem": "\#(text)", "answer": "1", "images": "1.png"}"# + "\n"
        }
        try folder.write(row("one"), to: "train.jsonl")
        try folder.write(row("two") + row("three"), to: "test.jsonl")
        let run = try IngestRun([
            try Fixture.dataset(
                root: folder.path, splits: [("train", "train.jsonl"), ("test", "test.jsonl")])
        ])
        #expect(run.questions.map(\.id) == ["17", "test/17"])
        #expect(run.rejects.map(\.duplicateOf) == ["test/17"])
        #expect(run.rejects.map(\.id) == ["test/17"])
    }

    @Test func `what a pattern made of a text is not taken for another normal form`() throws {
        let folder = try TemporaryFolder()
        let names = ["caf\u{E9}_1", "cafe\u{301}_1"]
        for (seed, name) in names.enumerated() {
            try folder.write(Fixture.png(seed), to: name + ".png")
        }
        try folder.write(
            names.map { #"{"problem": "What?", "answer": "1", "f": "\#($0).png"}"# + "\n" }
                .joined(),
            to: "train.jsonl")
        var dataset = try Fixture.dataset(root: folder.path)
        dataset.columns.id = nil
        var derived = DerivedFields()
        derived.from = try Fixture.path("f")
        derived.matches = "^(?<base>.*)[.]png$"
        dataset.derive = [derived]
        dataset.columns.images = .template(try #require(ColumnTemplate("{base}.png")))
        let run = try IngestRun([dataset])
        #expect(
            run.questions.flatMap(\.pictures).map(\.digest)
                == (0..<2).map { SHA256.digest(of: Fixture.png($0)) })
    }

    @Test(.enabled(if: TestData.root != nil, "\(TestData.remedy)"))
    func `an archive whose spool is gone is unpacked again`() throws {
        let root = try #require(TestData.root) + "/nasty/archives"
        let folder = try TemporaryFolder()
        var dataset = try Fixture.dataset(root: root, splits: [("train", "*.jsonl")])
        dataset.splits[0].archive = "zip_ok.zip"
        let cache = folder.path + "/cache"
        _ = try Fixture.ingestion([dataset], cache: cache).plan()
        for name in try FileSystem.list(cache + "/archives") where name.hasSuffix(".tar") {
            try FileSystem.remove(cache + "/archives/" + name)
        }
        #expect(try Fixture.ingestion([dataset], cache: cache).plan().count == 1)
    }

    @Test func `what is to be decontaminated must be taken in as well`() throws {
        let folder = try TemporaryFolder()
        try folder.write("{}", to: "rows.jsonl")
        try folder.write(
            """
            name: shown
            licence: none
            root: .
            splits: {train: {annotations: rows.jsonl}}
            capability: {constant: fine}
            columns: {question: q, answer: a, images: i}
            leakage: {decontaminate: [bench]}
            """, to: "shown.yaml")
        #expect(throws: ManifestErrors.self) {
            try ManifestLoader.dataset(path: folder.path + "/shown.yaml")
        }
    }
}
