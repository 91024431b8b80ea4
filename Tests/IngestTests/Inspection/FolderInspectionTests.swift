import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

/// What is told of folders.
@Suite struct FolderInspectionTests {
    @Test func `a folder tells extensions, annotations, archives and sets that lack parts`() throws
    {
        let folder = try TemporaryFolder()
        try folder.write("{}\n", to: "data/train.jsonl")
        try folder.write("12345", to: "images/1.PNG")
        try folder.write("123", to: "images/2.png")
        try folder.write("x", to: "images.tar.gz")
        try folder.write("x", to: ".git/config")
        for number in [0, 2] {
            try folder.write("x", to: "t/train-0000\(number)-of-00004.parquet")
        }
        try folder.link("images/2.png", at: "link.png")
        let json = try Inspector.inspect(folder.path).json
        #expect(json["kind"] == "folder")
        #expect(json["files"] == 6)
        #expect(json["folders"] == 4)
        #expect(json["links"] == 1)
        let endings = json["extensions"]?.arrayValue?.map {
            "\($0["extension"]?.stringValue ?? "") \($0["files"]?.integerValue ?? 0)"
        }
        #expect(endings == ["parquet 2", "png 2", "jsonl 1", "tar.gz 1"])
        #expect(json["archives"]?.arrayValue?.first?["name"] == "images.tar.gz")
        let annotations = json["annotations"]?.arrayValue?.map { $0["name"]?.stringValue }
        #expect(
            annotations == [
                "data/train.jsonl", "t/train-00000-of-00004.parquet",
                "t/train-00002-of-00004.parquet",
            ])
        let sets = try #require(json["sets"]?.arrayValue)
        #expect(sets.count == 1)
        #expect(sets.first?["name"] == "t/train-*-of-00004.parquet")
        #expect(sets.first?["complete"] == false)
        #expect(sets.first?["missing"] == [1, 3])
    }

    @Test func `a folder with more entries than are looked at says so`() throws {
        let folder = try TemporaryFolder()
        for name in ["a", "b", "c"] { try folder.write("x", to: name) }
        let (some, isWhole) = try FileSystem.scan(folder.path, limit: 2)
        #expect(some.count == 2)
        #expect(!isWhole)
        let (all, isAll) = try FileSystem.scan(folder.path, limit: 3)
        #expect(all.map(\.name) == ["a", "b", "c"])
        #expect(isAll)
    }

    struct Name: Sendable {
        var name: String
        var number: Int?
        var count: Int?
    }

    @Test(arguments: [
        Name(name: "train-00001-of-00003.parquet", number: 1, count: 3),
        Name(name: "a-b-00000-of-00001", number: 0, count: 1),
        Name(name: "train-1-of-3.parquet"), Name(name: "00001-of-00003.parquet"),
        Name(name: "train-00001-of-00003x.parquet"), Name(name: "train-00001-of-00000.parquet"),
        Name(name: "train.parquet"), Name(name: "-of-"),
    ])
    func `the name of a part tells its number and how many there are`(test: Name) {
        let part = ShardName(test.name)
        #expect(part?.number == test.number)
        #expect(part?.count == test.count)
    }
}
