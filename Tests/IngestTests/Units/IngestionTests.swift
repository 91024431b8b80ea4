import Images
import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

@Suite struct IngestionTests {
    /// Five questions about three pictures, one of them missing, and a broken line.
    private func source() throws -> (folder: TemporaryFolder, dataset: DatasetSpecification) {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            {"id": 1, "problem": "a", "answer": "1", "images": ["x/1.png"]}
            {"id": 2, "problem": "b", "answer": "2", "images": ["2.png"]}
            {"id": 3, "problem": "c", "answer": "3", "images": ["x/1.png"]}
            {"id": 4, "problem": "d",
            {"id": 5, "problem": "e", "answer": "5", "images": ["gone.png"]}
            {"id": 6, "problem": "f", "answer": "6", "images": ["2.png", "x/1.png"], "more": 1.0}

            """, to: "train.jsonl")
        try folder.write(Fixture.png(1), to: "x/1.png")
        try folder.write(Fixture.png(2), to: "2.png")
        return (folder, try Fixture.dataset(root: folder.path))
    }

    @Test func everyRowIsAQuestionOrAReject() throws {
        let (folder, dataset) = try source()
        let run = try IngestRun([dataset])
        withExtendedLifetime(folder) {}
        #expect(
            run.summary.accounting
                == Accounting(
                    inputs: 6, outputs: 4, rejects: ["bad_json": 1, "missing_image": 1]))
        // By pictures, in the order in which they first appear.
        #expect(run.questions.map(\.id) == ["1", "3", "2", "6"])
        #expect(run.rejects.map(\.reason) == ["bad_json", "missing_image"])
        #expect(run.rejects.map(\.row) == [3, 4])
        #expect(run.rejects.map(\.id) == [nil, "5"])
        #expect(run.questions[3].extra == [.init(name: "more", json: "1.0")])
        #expect(run.summary.pictureCount == 2)
        #expect(run.summary.counts.map(\.questions) == [4])
    }

    @Test func picturesPassThroughUntouched() throws {
        let (folder, dataset) = try source()
        let run = try IngestRun([dataset])
        let reader = ShardReader(shardFolder: run.folder.path + "/merged/shards")
        let last = try #require(run.questions.last)
        #expect(last.pictures.map(\.width) == [32, 32])
        for (picture, file) in zip(last.pictures, ["2.png", "x/1.png"]) {
            let bytes = try reader.bytes(of: picture)
            #expect(try bytes == FileSystem.read(folder.path + "/" + file))
            #expect(picture.digest == SHA256.digest(of: bytes))
        }
        // A list of pictures of its own is a sample of its own, under a key of its own.
        let index = try ShardIndex(run.folder.path + "/merged/index/made-train-00000.idx")
        #expect(index.entries.count == 4)
    }

    @Test func samplesHoldTheirQuestions() throws {
        let (folder, dataset) = try source()
        let run = try IngestRun([dataset])
        withExtendedLifetime(folder) {}
        var names: [String] = []
        var ids: [String] = []
        var digests: [String] = []
        let shard = run.folder.path + "/merged/shards/made-train-00000.tar"
        for (name, bytes) in try TarFiles.read(shard) {
            names.append(name)
            guard name.hasSuffix(".json") else { continue }
            let value = try JSONReader.parse(bytes, file: name)
            for row in value["questions"]?.arrayValue ?? [] {
                ids.append(try row.column("id", \.stringValue))
                for picture in row["images"]?.arrayValue ?? [] {
                    digests.append(try picture.column("sha256", \.stringValue))
                    #expect(picture["shard"] == nil)
                }
            }
        }
        #expect(ids == run.questions.map(\.id))
        #expect(digests == run.questions.flatMap(\.pictures).map(\.digest.hex))
        let first = SHA256.digest(of: Fixture.png(1)).hex.prefix(16)
        let second = SHA256.digest(of: Fixture.png(2)).hex.prefix(16)
        #expect(
            names == [
                "\(first).png", "\(first).json", "\(second).png", "\(second).json",
                "\(second)-1.0.png", "\(second)-1.1.png", "\(second)-1.json",
            ])
    }

    @Test func theOrderOfUnitsDoesNotMatter() throws {
        let (folder, dataset) = try source()
        var settings = IngestSettings()
        settings.shardSamples = 1
        let forwards = try IngestRun([dataset, Fixture.shapes()], settings: settings)
        let backwards = try IngestRun([dataset, Fixture.shapes()], settings: settings) {
            $0.reversed()
        }
        withExtendedLifetime(folder) {}
        #expect(forwards.units.count == 4 + 12)
        #expect(try forwards.digest() == backwards.digest())
        #expect(forwards.summary == backwards.summary)
    }

    @Test func shardsAreCutBySamplesAndByBytes() throws {
        let folder = try TemporaryFolder()
        var text = ""
        for index in 0..<10 {
            try folder.write(Fixture.png(index), to: "\(index).png")
            text += #"{"id": \#(index), "problem": "a", "answer": "1", "images": "\#(index).png"}"#
            text += "\n"
        }
        try folder.write(text, to: "train.jsonl")
        let dataset = try Fixture.dataset(root: folder.path)
        var settings = IngestSettings()
        settings.shardSamples = 4
        #expect(
            try Fixture.ingestion([dataset], settings).plan().map(\.samples.count) == [4, 4, 2])
        settings.shardSize = 2 * Fixture.png(0).count + 100
        let plan = try Fixture.ingestion([dataset], settings).plan()
        #expect(plan.map(\.samples.count).allSatisfy { $0 == 2 || $0 == 3 } && plan.count >= 4)
        settings.shardSize = 1
        #expect(
            try Fixture.ingestion([dataset], settings).plan().map(\.samples.count)
                == Array(repeating: 1, count: 10))
    }

    @Test func anIdIsUniqueInItsDataSet() throws {
        let folder = try TemporaryFolder()
        try folder.write(Fixture.png(1), to: "1.png")
        let row = #"{"id": 7, "problem": "a", "answer": "1", "images": "1.png"}"#
        try folder.write("\(row)\n\(row)\n", to: "train.jsonl")
        try folder.write("\(row)\n", to: "test.jsonl")
        let dataset = try Fixture.dataset(
            root: folder.path, splits: [("train", "train.jsonl"), ("test", "test.jsonl")])
        let run = try IngestRun([dataset])
        #expect(run.questions.map(\.id) == ["7", "test/7"])
        #expect(run.reasons == ["duplicate_id"])
        #expect(run.summary.warnings.count == 1)
        #expect(
            run.summary.warnings.first?.contains("1 share picture and question") == true)
        #expect(run.rejects.first?.duplicateOf == "7")
    }

    @Test func idsOfSeveralDataSetsCarryTheirNames() throws {
        let (folder, dataset) = try source()
        let run = try IngestRun([dataset, Fixture.shapes()])
        withExtendedLifetime(folder) {}
        #expect(run.questions.first?.id == "made/1")
        #expect(run.questions.last?.id == "shapes/test-00002")
        #expect(run.rejects.last?.id == "made/5")
    }

    @Test func aRefusedFileIsOneRejectAndAWarning() throws {
        let folder = try TemporaryFolder()
        try folder.write(#"[{"id": 1, "problem": "a", "answer"#, to: "a.json")
        try folder.write(
            #"[{"id": 1, "problem": "a", "answer": "1", "images": "1.png"}]"#, to: "b.json")
        try folder.write(Fixture.png(1), to: "1.png")
        var dataset = try Fixture.dataset(root: folder.path)
        dataset.splits[0].annotations = ["a.json", "b.json"]
        dataset.expected = ["train": 1]
        let run = try IngestRun([dataset])
        #expect(run.questions.count == 1)
        #expect(run.reasons == ["bad_json"])
        #expect(run.rejects.first?.row == nil)
        #expect(run.summary.warnings.count == 2)
    }

    @Test func aLimitTakesTheFirstRows() throws {
        let (folder, dataset) = try source()
        var limited = dataset
        limited.splits[0].limit = 2
        let run = try IngestRun([limited])
        withExtendedLifetime(folder) {}
        #expect(run.questions.map(\.id) == ["1", "2"])
        #expect(run.summary.accounting.inputs == 2)
    }

    @Test func picturesMayLieInATar() throws {
        let (folder, dataset) = try source()
        let plain = try IngestRun([dataset])
        // The shard that ingest writes is a tar of pictures like any other.
        let tar = "merged/shards/made-train-00000.tar"
        let names = plain.questions.prefix(1).flatMap(\.pictures).map {
            String($0.digest.hex.prefix(16)) + ".png"
        }
        try folder.write(try FileSystem.read(plain.folder.path + "/" + tar), to: "pictures.tar")
        try folder.write(
            names.map { #"{"id": 1, "problem": "a", "answer": "1", "images": "\#($0)"}"# + "\n" }
                .joined() + #"{"id": 2, "problem": "b", "answer": "1", "images": "../2.png"}"#,
            to: "train.jsonl")
        var inTar = dataset
        inTar.name = "tarred"
        inTar.splits[0].images = "pictures.tar"
        let run = try IngestRun([inTar])
        #expect(
            run.questions.flatMap(\.pictures).map(\.digest) == [SHA256.digest(of: Fixture.png(1))])
        #expect(run.reasons == ["path_escape"])
        #expect(run.lineage.map(\.row) == [0])
    }

    @Test func picturesWhoseNamesDifferOnlyInNormalFormAreTwo() throws {
        let names = ["\u{E9}.png", "e\u{301}.png"]
        let folder = try TemporaryFolder()
        for (index, name) in names.enumerated() { try folder.write(Fixture.png(index), to: name) }
        try folder.write(
            names.enumerated().map { index, name in
                #"{"id": \#(index), "problem": "a", "answer": "1", "images": "\#(name)"}"# + "\n"
            }.joined(), to: "train.jsonl")
        let run = try IngestRun([try Fixture.dataset(root: folder.path)])
        let expected = (0..<2).map { SHA256.digest(of: Fixture.png($0)) }
        #expect(run.questions.flatMap(\.pictures).map(\.digest) == expected)
        #expect(run.summary.pictureCount == 2)
    }

    @Test func membersOfATarWhoseNamesDifferOnlyInNormalFormAreTwo() throws {
        let names = ["\u{E9}", "e\u{301}"]
        let folder = try TemporaryFolder()
        let members = names.enumerated().map { (name: $1 + ".png", bytes: Fixture.png($0)) }
        try folder.write(PlainTar.bytes(members), to: "pictures.tar")
        try folder.write(
            names.enumerated().map { index, name in
                #"{"id": \#(index), "problem": "a", "answer": "1", "images": "\#(name).png"}"#
                    + "\n"
            }.joined(), to: "train.jsonl")
        var dataset = try Fixture.dataset(root: folder.path)
        dataset.splits[0].images = "pictures.tar"
        let run = try IngestRun([dataset])
        let expected = (0..<2).map { SHA256.digest(of: Fixture.png($0)) }
        #expect(run.questions.flatMap(\.pictures).map(\.digest) == expected)
    }

    @Test func aSplitOfWhichNothingIsLeftSaysWhy() throws {
        let (folder, dataset) = try source()
        for name in ["x/1.png", "2.png"] { try folder.write("no picture", to: name) }
        let run = try IngestRun([dataset])
        #expect(run.questions.isEmpty)
        let reason = try #require(run.reasons.first { $0 != "bad_json" && $0 != "missing_image" })
        #expect(
            run.summary.warnings == [
                "split `train` of `made`: all 6 rows were rejected (4 \(reason), 1 bad_json, "
                    + "1 missing_image); `pipeline rejects` lists them"
            ])
        #expect(
            run.summary.emptySplits == [
                .init(
                    dataset: "made", split: "train", inputs: 6,
                    rejects: run.summary.accounting.rejects)
            ])
    }

    @Test func aLinkOutOfTheRootIsNotFollowed() throws {
        let (folder, dataset) = try source()
        let outside = try TemporaryFolder()
        try outside.write(Fixture.png(9), to: "secret.png")
        try folder.link(outside.path + "/secret.png", at: "gone.png")
        let run = try IngestRun([dataset])
        #expect(run.reasons == ["bad_json", "path_escape"])
    }

    @Test func anEmptySplitHasAUnitThatReportsIt() throws {
        let run = try IngestRun([Fixture.shapes(warmup: 0, train: 0, test: 2)])
        #expect(run.units.map(\.samples.count) == [0, 0, 2])
        #expect(run.questions.count == 2)
        #expect(run.summary.accounting.balances)
    }

    @Test func aUnitThatSourcesNoLongerHaveIsRefused() throws {
        let folder = try TemporaryFolder()
        let ingestion = Fixture.ingestion([Fixture.shapes()])
        let unit = try ingestion.plan()[0]
        var payload = unit.payload.objectValue ?? []
        payload[2].value = .string(SHA256.digest(of: "another").hex)
        let fault = #expect(throws: Fault.self) { try ingestion.unit(.object(payload)) }
        #expect(fault?.code == .tryAgain)
        withExtendedLifetime(folder) {}
    }

    @Test func aReportThatThrowsEndsTheUnit() throws {
        let folder = try TemporaryFolder()
        let ingestion = Fixture.ingestion([Fixture.shapes()])
        var seen: [Int] = []
        let fault = #expect(throws: Fault.self) {
            try ingestion.run(try ingestion.plan()[0], into: folder.path + "/unit") {
                done, total throws(Fault) in
                seen.append(done)
                #expect(total == 5)
                if done == 2 { throw Fault(.interrupted, "stop") }
            }
        }
        #expect(fault?.code == .interrupted)
        #expect(seen == [1, 2])
    }
}
