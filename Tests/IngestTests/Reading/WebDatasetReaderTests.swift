import Manifests
import Records
import Storage
import Testing

@testable import Ingest

@Suite struct WebDatasetReaderTests {
    /// A WebDataset of three samples, written by our own shard writer.
    private func webDataset(_ folder: TemporaryFolder, _ rows: [String]) throws {
        let writer = try ShardWriter(
            name: "shard", shardFolder: folder.path, indexFolder: folder.path)
        for (index, row) in rows.enumerated() {
            let bytes = Fixture.png(index)
            _ = try writer.addSample(
                key: "sample\(index)",
                pictures: [(bytes, SHA256.digest(of: bytes), .png, 32, 32)]
            ) { _ in Array(row.utf8) }
        }
        try writer.close()
    }

    private func dataset(_ root: String) throws -> DatasetSpecification {
        var dataset = try Fixture.dataset(root: root, splits: [("train", "shard.tar")])
        dataset.splits[0].images = "shard.tar"
        dataset.columns.id = .field(try Fixture.path("__key__"))
        dataset.columns.images = .template(try #require(ColumnTemplate("{__key__}.png")))
        return dataset
    }

    @Test func aSampleIsAQuestionAboutThePictureBesideIt() throws {
        let folder = try TemporaryFolder()
        try webDataset(
            folder,
            [
                #"{"problem": "a", "answer": 1, "more":  "caf\u00e9"}"#, #"{"problem": "b""#,
                "{\n\"problem\": \"c\", \"answer\": \"3\"}\n",
            ])
        let run = try IngestRun([try dataset(folder.path)])
        #expect(run.questions.map(\.id) == ["sample0", "sample2"])
        #expect(run.questions[0].extra == [.init(name: "more", json: #""caf\u00e9""#)])
        let digests = run.questions.flatMap(\.pictures).map(\.digest)
        #expect(digests == [0, 2].map { SHA256.digest(of: Fixture.png($0)) })
        #expect(run.reasons == ["bad_json"])
        #expect(run.rejects.first?.row == 1)
    }

    @Test func aTarWithoutRowsOrThatIsNoneIsRefusedWhole() throws {
        let folder = try TemporaryFolder()
        try webDataset(folder, [])
        #expect(try IngestRun([try dataset(folder.path)]).reasons == ["empty_file"])
        try folder.write("no tar at all, but long enough to be looked at", to: "shard.tar")
        var broken = try dataset(folder.path)
        broken.splits[0].images = "."
        #expect(try IngestRun([broken]).reasons == ["bad_archive"])
    }
}
