import Manifests
import Records
import TestSupport
import Testing

@testable import Ingest

/// What is told of rows that are refused: their ids, lines, and what they have instead.
@Suite struct RejectedRowTests {
    private func run(
        _ rows: [String], _ change: (inout DatasetSpecification) throws -> Void = { _ in }
    ) throws -> IngestRun {
        let folder = try TemporaryFolder()
        try folder.write(rows.map { $0 + "\n" }.joined(), to: "train.jsonl")
        try folder.write(Fixture.png(1), to: "1.png")
        var dataset = try Fixture.dataset(root: folder.path)
        try change(&dataset)
        return try IngestRun([dataset])
    }

    private static let good = #"{"id": 0, "problem": "where?", "answer": "a", "images": "1.png"}"#

    struct Case: Sendable, CustomTestStringConvertible {
        var row: String
        var reason: String
        var detail: String
        var testDescription: String { row }
    }

    @Test(arguments: [
        Case(
            row: #"{"id": 7, "q": "a", "answer": "b", "images": "1.png"}"#,
            reason: "missing_question",
            detail:
                "the row has no question: there is no field `problem`; it has: id, q, answer, images"
        ),
        Case(
            row: #"{"id": 7, "problem": null, "answer": "b", "images": "1.png"}"#,
            reason: "missing_question", detail: "the row has no question: `problem` is null"),
        Case(
            row: #"{"id": 7, "problem": "a", "images": "1.png"}"#, reason: "missing_answer",
            detail: "the row has no answer: there is no field `answer`; it has: id, problem, images"
        ),
        Case(
            row: #"{"id": 7, "problem": "a", "answer": [], "images": "1.png"}"#,
            reason: "missing_answer", detail: "the row has no answer: `answer` is empty"),
        Case(
            row: #"{"id": 7, "problem": "a", "answer": "b"}"#, reason: "missing_image",
            detail:
                "the row has no picture: there is no field `images`; it has: id, problem, answer"),
        Case(
            row: #"{"id": 7, "problem": {}, "answer": "b", "images": "1.png"}"#,
            reason: "wrong_type", detail: "`problem` holds an object, not a text"),
    ])
    func `a refused row keeps its id and its line, and says what it has`(_ given: Case) throws {
        let run = try run([Self.good, "", given.row])
        let reject = try #require(run.rejects.first)
        #expect(run.rejects.count == 1)
        #expect(reject.id == "7")
        #expect(reject.row == 1)
        #expect(reject.line == 3)
        #expect(reject.reason == given.reason)
        #expect(reject.detail == given.detail)
    }

    @Test func `a row that is a list says so, and its id is the one that it would have`() throws {
        let run = try run([Self.good, #"["a", "b"]"#]) { $0.columns.id = nil }
        #expect(run.rejects.map(\.id) == ["train/1"])
        #expect(run.rejects.first?.detail.hasSuffix("it is a list of 2") == true)
    }

    @Test func `a repeated id says where it was first, and whether the row is the same`() throws {
        let other = #"{"id": 0, "problem": "when?", "answer": "a", "images": "1.png"}"#
        let run = try run([Self.good, other, Self.good])
        #expect(run.rejects.map(\.reason) == ["duplicate_id", "duplicate_id"])
        #expect(run.rejects.map(\.line) == [2, 3])
        #expect(run.rejects.map(\.id) == ["0", "0"])
        #expect(
            run.rejects.map(\.detail) == [
                "the id `0` was given before by another row, line 1 of `train.jsonl`",
                "the id `0` was given before by an equal row, line 1 of `train.jsonl`",
            ])
    }

    @Test func `a truth value is written as target as it is as answer`() throws {
        let row = #"{"id": 1, "problem": "is it?", "answer": true, "images": "1.png", "t": true}"#
        let same = try run([row]) { dataset in
            dataset.text.answer.booleans = .yesNo
            dataset.columns.target = .field(try Fixture.path("answer"))
        }
        #expect(same.questions.map(\.answer) == ["Yes"])
        #expect(same.questions.map(\.target) == ["Yes"])
        let other = try run([row]) { dataset in
            dataset.text.answer.booleans = .yesNo
            dataset.columns.target = .field(try Fixture.path("t"))
        }
        #expect(other.questions.map(\.target) == ["true"])
    }

    struct Choices: Sendable, CustomTestStringConvertible {
        var json: String
        var choices: [String] = []
        var detail = ""
        var testDescription: String { json }
    }

    @Test(arguments: [
        Choices(json: #"{"A": "red", "B": "blue"}"#, choices: ["red", "blue"]),
        Choices(json: #"{"b": 2, "a": 1}"#, choices: ["1", "2"]),
        Choices(json: #"{"A": "red", "B": "blue", "C": null}"#, choices: ["red", "blue"]),
        Choices(json: #"{"A": "red", "C": "blue"}"#, detail: "expected a list of texts"),
        Choices(json: #"{"text": ["a"], "label": ["A"]}"#, detail: "an object of `text`, `label`"),
        Choices(json: #"{"A": ["red"]}"#, detail: "holds a list as `A`, not a text"),
        Choices(json: #"{"A": null, "B": "blue"}"#, detail: "a text as `B`, and none before it"),
    ])
    func `choices may be an object of letters`(_ given: Choices) throws {
        let row =
            #"{"id": 1, "problem": "a?", "answer": "b", "images": "1.png", "c": \#(given.json)}"#
        let run = try run([row]) { $0.columns.choices = .field(try Fixture.path("c")) }
        if given.detail.isEmpty {
            #expect(run.questions.map(\.choices) == [given.choices])
        } else {
            #expect(run.rejects.map(\.reason) == ["wrong_type"])
            #expect(run.rejects.first?.detail.contains(given.detail) == true)
        }
    }

    @Test func `a value of a capability that no row has is told with the one that was meant`()
        throws
    {
        let rows = (0..<4).map { number in
            #"{"id": \#(number), "problem": "a\#(number)?", "answer": "b", "images": "1.png", "#
                + #""kind": "\#(number == 0 ? "colour" : "count")"}"#
        }
        let kind = try Fixture.path("kind")
        let run = try run(rows) { dataset in
            dataset.capability = .values(
                field: kind,
                values: [
                    .init(text: "colour", capability: .coarse),
                    .init(text: "cuont", capability: .fine),
                ])
        }
        #expect(
            run.summary.warnings == [
                "the value `cuont` of `capability.values` of `made` matches no row; 3 rows have "
                    + "`kind` = `count`"
            ])
        #expect(run.reasons == Array(repeating: "unknown_capability", count: 3))
        #expect(run.rejects.map(\.id) == ["1", "2", "3"])
    }
}
