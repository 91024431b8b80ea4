import Ingest
import Manifests
import Records
import Storage
import Testing

@Suite struct QuestionReaderTests {
    /// What becomes of each row of a JSON Lines text.
    private func read(
        _ lines: [String], _ change: (inout DatasetSpecification) throws -> Void = { _ in }
    ) throws -> [Question?] {
        var dataset = try Fixture.dataset(root: "/nowhere")
        try change(&dataset)
        var reader = try QuestionReader(dataset)
        var found: [Question?] = []
        let text = ByteSlice(Array(lines.joined(separator: "\n").utf8))
        try reader.forEach(in: text, name: "a.jsonl", layout: .lines, split: "train") {
            found.append($0)
        }
        return found
    }

    private static let row =
        #"{"id": "q", "problem": "Which <image>?", "answer": "this", "images": "a.png", "n": 1.0}"#

    @Test func `a row becomes a question with what is left of it`() throws {
        let question = try #require(try read([Self.row])[0])
        #expect(question.id == "q" && question.text == "Which <image>?")
        #expect(question.answer == "this" && question.split == "train")
        #expect(question.extra == [.init(name: "n", json: "1.0")])
    }

    @Test func `a row that mapping or the checks of texts refuse is nothing`() throws {
        let found = try read([
            #"{"id": "q", "problem": "x?", "images": "a.png"}"#, "{",
            #"{"id": "q", "problem": "  ", "answer": "y", "images": "a.png"}"#, Self.row,
        ])
        #expect(found.map { $0?.id } == [nil, nil, nil, "q"])
    }

    @Test func `a row without an id is named by its number`() throws {
        let found = try read(["{", Self.row]) { $0.columns.id = nil }
        #expect(found.map { $0?.id } == [nil, "train/1"])
    }

    @Test func `text that is not made of rows is a fault`() {
        #expect(throws: Fault.self) { try read([#"{"id":"#, #""q"}"#]) }
    }
}
