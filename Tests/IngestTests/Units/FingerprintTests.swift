import Manifests
import Records
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Ingest

@Suite struct FingerprintTests {
    /// Annotations in `rows/` and pictures in `pictures/`, beside it and hidden.
    private func source() throws -> (folder: TemporaryFolder, dataset: DatasetSpecification) {
        let folder = try TemporaryFolder()
        let names = ["a.png", "../other/b.png", ".hidden/c.png", "gone.png", "../../out.png"]
        try folder.write(
            names.enumerated().map { index, name in
                #"{"id": \#(index), "problem": "a", "answer": "1", "images": "\#(name)"}"# + "\n"
            }.joined(), to: "rows/train.jsonl")
        for (index, name) in ["pictures/a", "other/b", "pictures/.hidden/c"].enumerated() {
            try folder.write(Fixture.png(index), to: name + ".png")
        }
        var dataset = try Fixture.dataset(
            root: folder.path, splits: [("train", "rows/train.jsonl")])
        dataset.splits[0].images = "pictures"
        return (folder, dataset)
    }

    /// The fingerprint as a process of its own makes it; what it found out is kept.
    private func print(
        _ dataset: DatasetSpecification, cache: String = "/dev/null/none",
        _ seen: (@Sendable (String) -> Void)? = nil
    ) throws -> JSONValue {
        let ingestion = Fixture.ingestion([dataset], cache: cache, seen: seen)
        let result = try ingestion.fingerprint()
        ingestion.keepReferences()
        return result
    }

    struct Change: Sendable, CustomTestStringConvertible {
        var what: String
        var counts = true
        var make: @Sendable (TemporaryFolder) throws -> Void
        var testDescription: String { what }
    }

    @Test(arguments: [
        Change(what: "a picture") { try $0.write(Fixture.png(7), to: "pictures/a.png") },
        Change(what: "a picture beside the folder") {
            try $0.write(Fixture.png(7), to: "other/b.png")
        },
        Change(what: "a hidden picture") {
            try $0.write(Fixture.png(7), to: "pictures/.hidden/c.png")
        },
        Change(what: "a picture that was missing") {
            try $0.write(Fixture.png(7), to: "pictures/gone.png")
        },
        Change(what: "a picture that goes") { try FileSystem.remove($0.path + "/other") },
        Change(what: "a row") { try $0.write("{}", to: "rows/train.jsonl") },
        Change(what: "a stray file", counts: false) { try $0.write("x", to: "pictures/x.txt") },
        Change(what: "a workspace inside", counts: false) {
            try $0.write("x", to: "pictures/.pipeline/store/x")
        },
        Change(what: "an empty folder", counts: false) {
            try FileSystem.createFolder($0.path + "/empty")
        },
    ])
    func onlyWhatRowsNameCounts(_ change: Change) throws {
        let (folder, dataset) = try source()
        let before = try print(dataset)
        try change.make(folder)
        #expect((try print(dataset) != before) == change.counts)
    }

    @Test func placesDoNotCountButAnnotationNamesDo() throws {
        let (folder, dataset) = try source()
        let (other, copy) = try source()
        #expect(try print(copy) == print(dataset))
        try FileSystem.rename(
            other.path + "/rows/train.jsonl", to: other.path + "/rows/moved.jsonl")
        var moved = copy
        moved.splits[0].annotations = ["rows/moved.jsonl"]
        #expect(try print(moved) != print(dataset))
        #expect(throws: Fault.self) { try print(copy) }
        withExtendedLifetime(folder) {}
    }

    @Test func everyPictureIsDigestedAndNothingElse() throws {
        let (folder, dataset) = try source()
        let log = Mutex<[String]>([])
        _ = try print(dataset) { path in log.withLock { $0.append(path) } }
        let seen = log.withLock { $0 }
        let real = try FileSystem.realPath(folder.path)
        let wanted = [
            "other/b.png", "pictures/.hidden/c.png", "pictures/a.png", "rows/train.jsonl",
        ]
        #expect(Set(seen) == Set(wanted.map { real + "/" + $0 }))
    }

    @Test func namesThatDifferOnlyInNormalFormAreTwo() throws {
        let (folder, dataset) = try source()
        let names = ["\u{E9}.png", "e\u{301}.png"]
        try folder.write(
            names.enumerated().map {
                #"{"id": \#($0), "problem": "a", "answer": "1", "images": ["\#($1)"]}"# + "\n"
            }.joined(), to: "rows/train.jsonl")
        for name in names { try folder.write(Fixture.png(1), to: "pictures/" + name) }
        let before = try print(dataset)
        try folder.write(Fixture.png(2), to: "pictures/" + names[1])
        #expect(try print(dataset) != before)
    }

    @Test func aLinkCountsByWhereItLeads() throws {
        let (folder, dataset) = try source()
        let outside = try TemporaryFolder()
        try outside.write(Fixture.png(9), to: "secret.png")
        let missing = try print(dataset)
        try folder.link("a.png", at: "pictures/gone.png")
        let inside = try print(dataset)
        try FileSystem.remove(folder.path + "/pictures/gone.png")
        try folder.link(outside.path + "/secret.png", at: "pictures/gone.png")
        let log = Mutex<[String]>([])
        let escaped = try print(dataset) { path in log.withLock { $0.append(path) } }
        let seen = log.withLock { $0 }
        #expect(missing != inside && inside != escaped && escaped != missing)
        #expect(!seen.contains { $0.hasSuffix("secret.png") })
    }

    @Test func aTarCountsWhole() throws {
        let (folder, dataset) = try source()
        var inTar = dataset
        inTar.splits[0].images = "pictures.tar"
        let cache = folder.path + "/cache"
        try folder.write(PlainTar.bytes([("a.png", Fixture.png(1))]), to: "pictures.tar")
        let before = try print(inTar, cache: cache)
        #expect(try print(inTar, cache: cache) == before)
        try folder.write(PlainTar.bytes([("a.png", Fixture.png(2))]), to: "pictures.tar")
        #expect(try print(inTar, cache: cache) != before)
    }

    @Test func annotationsAreParsedOnceUntilTheyChange() throws {
        let (folder, dataset) = try source()
        let cache = folder.path + "/cache/references"
        let first = try print(dataset, cache: folder.path + "/cache")
        #expect(try first == print(dataset))
        let file = try #require(try FileSystem.list(cache).first)
        let list = try FileSystem.read(cache + "/" + file)
        // A list that is taken from the cache is the one that counts: this one names a picture less.
        let other = ReferenceRow.split("train", groupCount: 0, rest: .zero)
        try FileSystem.write(Array(other.json.serialized.utf8), to: cache + "/" + file)
        #expect(try print(dataset, cache: folder.path + "/cache") != first)
        for broken in [[], Array("{".utf8), list.dropLast(40), list + list] {
            try FileSystem.write(Array(broken), to: cache + "/" + file)
            #expect(try print(dataset, cache: folder.path + "/cache") == first)
            #expect(try FileSystem.read(cache + "/" + file) == list)
        }
        var text = try FileSystem.read(folder.path + "/rows/train.jsonl")
        text += Array(#"{"id": 9, "problem": "a", "answer": "1", "images": "d.png"}"#.utf8)
        try folder.write(text, to: "rows/train.jsonl")
        #expect(try print(dataset, cache: folder.path + "/cache") != first)
        #expect(try FileSystem.list(cache).count == 2)
    }

    @Test func listsAreWrittenByMergeAndNotBefore() throws {
        let (folder, dataset) = try source()
        let cache = folder.path + "/cache/references"
        let ingestion = Fixture.ingestion([dataset], cache: folder.path + "/cache")
        _ = try ingestion.fingerprint()
        let units = try ingestion.plan()
        #expect(try FileSystem.status(folder.path + "/cache") == nil)
        let output = folder.path + "/unit"
        _ = try ingestion.run(units[0], into: output)
        _ = try ingestion.merge([(units[0], output)], into: folder.path + "/merged")
        #expect(try FileSystem.list(cache).count == 1)
    }

    @Test func aCacheThatCannotBeWrittenCostsOnlyTime() throws {
        let (folder, dataset) = try source()
        try folder.write("a file", to: "cache")
        #expect(try print(dataset, cache: folder.path + "/cache") == print(dataset))
    }
}
