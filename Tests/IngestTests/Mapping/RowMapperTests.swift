import Manifests
import Records
import Storage
import Testing

@testable import Ingest

@Suite struct RowMapperTests {
    /// Maps the only row of a JSON Lines text.
    private func map(
        _ row: String, _ change: (inout DatasetSpecification) throws -> Void = { _ in }
    ) throws -> Candidate {
        var dataset = try Fixture.dataset(root: "/nowhere")
        try change(&dataset)
        var mapper = try RowMapper(dataset)
        let reader = AnnotationReader(
            format: .jsonl, rows: nil, requiredFields: dataset.requiredFields)
        let file = try AnnotationFile(
            ByteSlice(Array(row.utf8)), name: "a.jsonl", index: 0, reader: reader)
        var found: Result<SourceRecord, Refusal>?
        try file.forEachRow { _, row in
            found = row
            return false
        }
        let record = try #require(found).get()
        return try mapper.candidate(
            record, split: "train", madeID: "train/0",
            origin: RowOrigin(file: "a.jsonl", row: 0, line: 1))
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var row: String
        var reason: String
        var testDescription: String { "\(reason): \(row)" }
    }

    @Test(arguments: [
        Case(row: #"{"id": 1, "problem": "x", "images": "a"}"#, reason: "missing_answer"),
        Case(
            row: #"{"id": 1, "problem": "x", "answer": null, "images": "a"}"#,
            reason: "missing_answer"),
        Case(row: #"{"id": 1, "answer": "y", "images": "a"}"#, reason: "missing_question"),
        Case(row: #"{"problem": "x", "answer": "y", "images": "a"}"#, reason: "missing_field"),
        Case(
            row: #"{"id": 1, "problem": ["x"], "answer": "y", "images": "a"}"#, reason: "wrong_type"
        ),
        Case(
            row: #"{"id": 1, "problem": "x", "answer": {"a": 1}, "images": "a"}"#,
            reason: "wrong_type"),
        Case(
            row: #"{"id": 1, "problem": "x", "answer": 1e999, "images": "a"}"#,
            reason: "numeric_answer"),
        Case(
            row: #"{"id": 1, "problem": "x\u0000", "answer": "y", "images": "a"}"#,
            reason: "control_char"),
        Case(row: #"{"id": 1, "problem": "x", "answer": "y"}"#, reason: "missing_image"),
        Case(
            row: #"{"id": 1, "problem": "x", "answer": "y", "images": []}"#, reason: "missing_image"
        ),
        Case(
            row: #"{"id": 1, "problem": "x", "answer": "y", "images": ["a", null]}"#,
            reason: "missing_image"),
    ])
    func aRowThatIsNoQuestionIsRefused(_ given: Case) {
        let refusal = #expect(throws: Refusal.self) { try map(given.row) }
        #expect(refusal?.reason == given.reason)
    }

    struct Answer: Sendable, CustomTestStringConvertible {
        var json: String
        var text: String
        var testDescription: String { json }
    }

    @Test(arguments: [
        Answer(json: #""Seven ""#, text: "Seven "), Answer(json: "7", text: "7"),
        Answer(json: "1.10", text: "1.10"), Answer(json: "1E5", text: "1E5"),
        Answer(json: "true", text: "true"), Answer(json: #""caf\u00e9""#, text: "café"),
    ])
    func answersKeepWhatTheSourceWrote(_ given: Answer) throws {
        let row = #"{"id": 1, "problem": "x", "answer": \#(given.json), "images": "a"}"#
        #expect(try map(row).question.answer == given.text)
    }

    @Test func nestedFieldsTemplatesAndConstantsAreMapped() throws {
        let row =
            #"{"id": 9, "c": [{"v": "<image> why"}, {"v": "so"}], "n": 4, "k": ["a", 2], "b": "{"}"#
        let found = try map(row) { dataset in
            dataset.columns.question = .field(try Fixture.path("c.0.v"))
            dataset.columns.answer = .field(try Fixture.path("c.1.v"))
            dataset.columns.images = .template(
                try #require(ColumnTemplate("i/{n}-{{x}}-{id}.png")))
            dataset.columns.keywords = .field(try Fixture.path("k"))
            dataset.columns.target = .constant("hm")
        }
        #expect(found.question.text == "<image> why")
        #expect(found.question.answer == "so")
        guard case .path("i/4-{x}-9.png")? = found.pictures.first else {
            Issue.record("\(found.pictures)")
            return
        }
        #expect(found.question.keywords == ["a", "2"])
        #expect(found.question.target == "hm")
        // What is mapped only in part is kept whole.
        #expect(found.question.extra.map(\.name) == ["c", "b"])
    }

    @Test(arguments: [#""""#, #"" \t\n""#, "null"])
    func aBlankCellSaysNothing(_ cell: String) throws {
        let row =
            #"{"id": 1, "problem": "x", "answer": "y", "images": "a", "t": \#(cell), "k": \#(cell)}"#
        let found = try map(row) { dataset in
            dataset.columns.target = .field(try Fixture.path("t"))
            dataset.columns.textOnlyTarget = .field(try Fixture.path("t"))
            dataset.columns.keywords = .field(try Fixture.path("k"))
            dataset.columns.choices = .field(try Fixture.path("k"))
        }
        #expect(found.question.target == nil)
        #expect(found.question.textOnlyTarget == nil)
        #expect(found.question.keywords.isEmpty)
        #expect(found.question.choices.isEmpty)
    }

    @Test func blankElementsAreDropped() throws {
        let row =
            #"{"id": 1, "problem": "x", "answer": "y", "images": "a", "k": ["b", " ", "", 2]}"#
        let found = try map(row) { dataset in
            dataset.columns.keywords = .field(try Fixture.path("k"))
            dataset.columns.choices = .field(try Fixture.path("k"))
        }
        #expect(found.question.keywords == ["b", "2"])
        #expect(found.question.choices == ["b", "2"])
    }

    @Test func aRejectNamesLineAndIsShort() throws {
        let origin = RowOrigin(file: "a.jsonl", row: 3, line: 5)
        let long = String(repeating: "e\u{301}\u{302}", count: 5000)
        let reject = origin.reject(Refusal(.wrongType, long), source: "made")
        #expect(reject.line == 5)
        #expect(reject.detail.unicodeScalars.count < 320)
        #expect(reject.row == 3)
    }
}
