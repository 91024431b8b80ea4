import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

@Suite struct SplitFolderTests {
    struct Case: Sendable {
        var files: [String]
        var split = "train"
        var found: [String]
    }

    @Test(arguments: [
        Case(
            files: [
                "train-00000-of-00002.parquet", "train-00001-of-00002.parquet",
                "test-00000-of-00001.parquet", "dataset_info.json",
            ],
            found: ["train-00000-of-00002.parquet", "train-00001-of-00002.parquet"]),
        Case(
            files: ["train-00000-of-00001.parquet", "val-00000-of-00001.parquet"],
            split: "validation", found: ["val-00000-of-00001.parquet"]),
        Case(
            files: ["hard-00000-of-00001.parquet", "train-00000-of-00001.parquet"],
            split: "hard", found: ["hard-00000-of-00001.parquet"]),
        Case(
            files: ["train/a.jsonl", "train/b.jsonl", "test/a.jsonl", "test/train.jsonl"],
            found: ["train/a.jsonl", "train/b.jsonl"]),
        Case(files: ["en/Train.json", "en/dev.json"], found: ["en/Train.json"]),
        Case(files: ["my_train_1.csv", "my_test_1.csv"], split: "test", found: ["my_test_1.csv"]),
        Case(files: ["training.tsv", "constraint.tsv"], found: ["training.tsv"]),
        // No name tells of a split.
        Case(files: ["a.jsonl.gz", "b/c.jsonl"], found: ["a.jsonl.gz", "b/c.jsonl"]),
        Case(files: ["constraint.jsonl"], found: ["constraint.jsonl"]),
        // Most files are Parquet.
        Case(
            files: ["a.parquet", "b.parquet", "notes.json", "README.md", ".hidden.parquet"],
            found: ["a.parquet", "b.parquet"]),
    ])
    func `a folder's files tell by their names what split they are of`(given: Case) throws {
        let folder = try TemporaryFolder()
        for name in given.files { try folder.write("x", to: "data/" + name) }
        let dataset = try Fixture.dataset(root: folder.path)
        for path in ["data", "./data"] {
            let found = try #require(try SplitFolder(path, of: dataset)).matches(given.split)
            #expect(found.files == given.found.map { "data/" + $0 })
        }
    }

    @Test func `a format chooses among the files`() throws {
        let folder = try TemporaryFolder()
        for name in ["a.parquet", "b.parquet", "c.jsonl"] { try folder.write("x", to: name) }
        var dataset = try Fixture.dataset(root: folder.path)
        dataset.format = .jsonl
        let found = try #require(try SplitFolder(".", of: dataset)).matches("train")
        #expect(found.files == ["c.jsonl"])
    }

    @Test(arguments: [["test-00000-of-00001.parquet"], ["README.md"], []])
    func `a folder without a file of the split is a fault`(files: [String]) throws {
        let folder = try TemporaryFolder()
        try FileSystem.createFolder(folder.path + "/data")
        for name in files { try folder.write("x", to: "data/" + name) }
        let dataset = try Fixture.dataset(root: folder.path)
        let found = try #require(try SplitFolder("data", of: dataset))
        #expect(throws: Fault.self) { try found.matches("train") }
    }

    @Test func `the splits of a folder are ingested`() throws {
        let folder = try TemporaryFolder()
        for (split, id) in [("train", 1), ("test", 2)] {
            try folder.write(
                #"{"id": \#(id), "problem": "what?", "answer": "a", "images": "\#(id).png"}"#,
                to: "rows/\(split).jsonl")
            try folder.write(Fixture.png(id), to: "\(id).png")
        }
        let run = try IngestRun([
            try Fixture.dataset(root: folder.path, splits: [("train", "rows"), ("test", "rows")])
        ])
        #expect(run.questions.map { "\($0.split) \($0.id)" } == ["train 1", "test 2"])
        #expect(run.lineage.map(\.file) == ["rows/train.jsonl", "rows/test.jsonl"])
    }
}
