import Records
import TestSupport
import Testing

@testable import Ingest

/// Which splits the names of a folder's files tell.
@Suite struct FolderSplitsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var files: [String]
        /// `name: pattern, pattern` of each split.
        var splits: [String]
        var others: [String] = []
        var testDescription: String { files.joined(separator: " ") }
    }

    @Test(arguments: [
        Case(
            files: [
                "data/test-00000-of-00001.parquet", "data/train-00000-of-00002.parquet",
                "data/train-00001-of-00002.parquet", "data/validation-00000-of-00001.parquet",
                "dataset_info.json",
            ],
            splits: [
                "train: data/train-*.parquet", "validation: data/validation-*.parquet",
                "test: data/test-*.parquet",
            ], others: ["dataset_info.json"]),
        Case(
            files: ["train/a.jsonl", "train/b.jsonl", "val/a.jsonl"],
            splits: ["train: train/*.jsonl", "validation: val/a.jsonl"]),
        Case(
            files: ["dev.csv", "questions.csv", "test.csv", "validation.csv"],
            splits: [
                "train: questions.csv", "dev: dev.csv", "validation: validation.csv",
                "test: test.csv",
            ]),
        Case(
            files: ["de/train-00000-of-00001.parquet", "en/train-00000-of-00001.parquet"],
            splits: ["train: de/train-*.parquet, en/train-*.parquet"]),
        Case(
            files: ["part-1.jsonl", "part-12.jsonl", "readme.jsonl"],
            splits: ["train: part-*.jsonl"], others: ["readme.jsonl"]),
        // A pattern must not take in what is not of the split.
        Case(
            files: [
                "train-00000-of-00001.parquet", "train-00000-of-00002.parquet",
                "train-00001-of-00002.parquet",
            ], splits: ["train: train-*.parquet"]),
        Case(
            files: ["a-train.jsonl", "b-test-train.jsonl", "c-train.jsonl"],
            splits: ["train: *-train.jsonl"]),
        Case(files: ["test.json"], splits: ["test: test.json"]), Case(files: [], splits: []),
    ])
    func `files are told apart by their names`(_ given: Case) {
        let found = FolderSplits(given.files)
        let splits = found.splits.map {
            "\($0.name): \($0.annotations.joined(separator: ", "))"
        }
        #expect(splits == given.splits)
        #expect(found.others == given.others)
        #expect(found.files.count == found.splits.count)
    }

    @Test func `each split has the pictures beside it, or those of the folder`() throws {
        let folder = try TemporaryFolder()
        for split in ["train", "test"] {
            try folder.write(
                #"{"question": "a", "answer": "b", "image": "1.png"}"# + "\n",
                to: "\(split)/rows.jsonl")
            try folder.write("a picture", to: "\(split)/photos/1.png")
        }
        let inspection = try Inspector.inspect(folder.path)
        #expect(inspection.snippet?.splits.map(\.images) == ["train/photos", "test/photos"])
        #expect(inspection.snippet?.root == folder.path)
        #expect(inspection.dataset?.contains("# divide: {warmup: 3, train: 6}") == true)
    }

    @Test func `an ingest's own folder is no data set`() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            #"{"question": "a", "answer": "b", "image": "1.png"}"# + "\n", to: "rows.jsonl")
        #expect(try Inspector.inspect(folder.path).dataset != nil)
        let run = try IngestRun([Fixture.shapes(warmup: 1, train: 1, test: 1)])
        #expect(try Inspector.inspect(run.folder.path + "/merged").dataset == nil)
    }
}
