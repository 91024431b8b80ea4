import Images
import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

@Suite struct ShapesIngestTests {
    @Test func itemsBecomeQuestionsWithPictures() throws {
        let run = try IngestRun([Fixture.shapes()])
        #expect(run.summary.accounting == Accounting(inputs: 12, outputs: 12))
        #expect(
            run.questions.map(\.id).prefix(6) == [
                "warmup-00000", "warmup-00001", "warmup-00002", "warmup-00003", "warmup-00004",
                "train-00000",
            ])
        let item = ShapesGenerator(seed: 0).item(3, split: "warmup", role: .supervised)
        let question = run.questions[3]
        #expect(question.text == item.question.text)
        #expect(question.target == item.target)
        #expect(question.textOnlyTarget == item.textOnlyTarget)
        #expect(question.keywords == item.scene.triples)
        #expect(question.capability == item.family.capability)
        #expect(question.extra.map(\.name) == ["family", "scene"])
        #expect(question.extra[0].json == "\"\(item.family.rawValue)\"")
    }

    @Test func picturesDecodeToWhatWasPainted() throws {
        let run = try IngestRun([Fixture.shapes()])
        let generator = ShapesGenerator(seed: 0)
        let reader = ShardReader(shardFolder: run.folder.path + "/merged/shards")
        let question = try #require(run.questions.last)
        let picture = try #require(question.pictures.first)
        let limits = ImageLimits()
        let decoded = try ImageDecoder.decode(try reader.bytes(of: picture), limits: limits)
        let item = generator.item(2, split: "test", role: .heldOut)
        #expect(decoded == generator.picture(of: item, index: 2, split: "test"))
    }
}
