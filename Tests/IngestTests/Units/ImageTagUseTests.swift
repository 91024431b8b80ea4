import Records
import TestSupport
import Testing

@testable import Ingest

@Suite struct ImageTagUseTests {
    private func run(_ questions: [String]) throws -> IngestRun {
        let folder = try TemporaryFolder()
        try folder.write(
            questions.enumerated().map { number, text in
                #"{"id": \#(number), "problem": "\#(text)", "answer": "a", "images": "1.png"}"#
            }.joined(separator: "\n"), to: "train.jsonl")
        try folder.write(Fixture.png(1), to: "1.png")
        return try IngestRun([try Fixture.dataset(root: folder.path)])
    }

    @Test func `tags that no row has are told once`() throws {
        let run = try run(["where?", "what?", "what?"])
        #expect(run.questions.count == 2)
        #expect(run.summary.notes == ["image_tag_missing": 2])
        #expect(run.summary.usualNotes == ["image_tag_missing": 2])
        #expect(run.lineage.allSatisfy { $0.notes.isEmpty })
    }

    @Test func `a row without the tag that others have is told`() throws {
        let run = try run(["<image>where?", "what?"])
        #expect(run.summary.notes == ["image_tag_missing": 1])
        #expect(run.summary.usualNotes.isEmpty)
        #expect(run.lineage.map(\.notes) == [[], ["image_tag_missing"]])
    }

    @Test func `a row refused for its tags shows that the data set has them`() throws {
        let run = try run(["<image><image>where?", "what?"])
        #expect(run.reasons == ["image_tag_mismatch"])
        #expect(run.lineage.map(\.notes) == [["image_tag_missing"]])
    }
}
