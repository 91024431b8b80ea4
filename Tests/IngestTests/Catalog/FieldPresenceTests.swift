import Manifests
import Records
import TestSupport
import Testing

@testable import Ingest

@Suite struct FieldPresenceTests {
    /// The warnings of a catalog of splits, their columns changed.
    private func warnings(
        _ splits: [(name: String, files: [(file: String, text: String)])],
        _ change: (inout DatasetSpecification) throws -> Void
    ) throws -> [String] {
        let folder = try TemporaryFolder()
        var dataset = try Fixture.dataset(
            root: folder.path, splits: splits.map { ($0.name, "") })
        for (index, split) in splits.enumerated() {
            dataset.splits[index].annotations = split.files.map(\.file)
            for (file, text) in split.files { try folder.write(text, to: file) }
        }
        try change(&dataset)
        let catalog = try Fixture.ingestion([dataset]).catalog(of: dataset)
        withExtendedLifetime(folder) {}
        return catalog.splits.flatMap(\.warnings)
    }

    private static let lines = """
        {"id": 1, "problem": "a", "answer": "1", "images": "1.png", "keywords": null}
        {"id": 2, "problem": "a", "answer": "1", "images": "1.png", "meta": {"kind": "x"}}
        """
    private static let table = "id,problem,answer,images,keywords\n1,a,1,1.png,\n"

    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var file: String
        var key: String
        var field: String
        var remedy: String
        var testDescription: String { "\(file): \(key) is \(field)" }
    }

    @Test(arguments: [
        Case(
            text: lines, file: "a.jsonl", key: "columns.keywords", field: "keyword",
            remedy: "did you mean `keywords`?"),
        Case(
            text: table, file: "a.csv", key: "columns.keywords", field: "keyword",
            remedy: "did you mean `keywords`?"),
        Case(
            text: table, file: "a.csv", key: "columns.target", field: "response",
            remedy: "correct the field, or remove `columns.target`"),
        Case(
            text: lines, file: "a.jsonl", key: "columns.target", field: "meta.sort",
            remedy: "correct the field, or remove `columns.target`"),
        Case(
            text: lines, file: "a.jsonl", key: "capability.field", field: "metta",
            remedy: "correct the field, or remove `capability.field`"),
        Case(
            text: lines, file: "a.jsonl", key: "columns.question", field: "problm",
            remedy: "did you mean `problem`?"),
        Case(
            text: lines, file: "a.jsonl", key: "columns.answer", field: "reply",
            remedy: "correct the field"),
        Case(
            text: lines, file: "a.jsonl", key: "columns.images", field: "image",
            remedy: "did you mean `images`?"),
        Case(
            text: lines, file: "a.jsonl", key: "columns.id", field: "idd",
            remedy: "did you mean `id`?"),
        Case(
            text: table, file: "a.csv", key: "columns.question", field: "problm",
            remedy: "did you mean `problem`?"),
        Case(
            text: lines, file: "a.jsonl", key: "derive.0.from", field: "imges",
            remedy: "did you mean `images`?"),
        Case(
            text: lines, file: "a.jsonl", key: "capability.rules.0.field", field: "problm",
            remedy: "did you mean `problem`?"),
    ])
    func aFieldThatNoRowHasIsAnError(_ given: Case) throws {
        let path = try Fixture.path(given.field)
        let place = SourceLocation(file: "datasets/made.yaml", line: 7, column: 3)
        let fault = #expect(throws: Fault.self) {
            try warnings([("train", [(given.file, given.text)])]) { dataset in
                dataset.locations[given.key] = place
                switch given.key {
                case "columns.keywords": dataset.columns.keywords = .field(path)
                case "columns.target": dataset.columns.target = .field(path)
                case "columns.question": dataset.columns.question = .field(path)
                case "columns.answer": dataset.columns.answer = .field(path)
                case "columns.images":
                    dataset.columns.images = .template(
                        try #require(ColumnTemplate("{\(given.field)}.png")))
                case "columns.id": dataset.columns.id = .field(path)
                case "derive.0.from":
                    var rule = DerivedFields()
                    rule.from = path
                    rule.matches = "(?<letter>.)"
                    dataset.derive = [rule]
                case "capability.field": dataset.capability = .values(field: path, values: [])
                default:
                    dataset.capability = .patterns(
                        [.init(field: path, matches: "a", capability: .fine)], otherwise: .coarse)
                }
            }
        }
        #expect(fault?.code == .badInput)
        #expect(fault?.message.contains("`\(given.field)`") == true)
        #expect(fault?.message.contains("`\(given.key)`") == true)
        // The header's columns, or the first row's fields.
        #expect(fault?.message.contains("`id`, `problem`, `answer`, `images`, `keywords`") == true)
        #expect(fault?.remedy == given.remedy)
        #expect(fault?.location == place)
    }

    @Test func aFieldThatSomeRowHasIsFine() throws {
        let found = try warnings([("train", [("a.jsonl", Self.lines), ("b.csv", Self.table)])]) {
            $0.columns.keywords = .field(try Fixture.path("keywords"))
        }
        #expect(found.isEmpty)
        let nested = try warnings([("train", [("a.jsonl", Self.lines)])]) {
            $0.columns.keywords = .field(try Fixture.path("meta.kind"))
        }
        #expect(nested.isEmpty)
    }

    @Test func aFieldThatOnlyAnotherSplitHasIsAWarning() throws {
        // Responses to imitate are often there for warm-up alone.
        let bare = #"{"id": 9, "problem": "a", "answer": "1", "images": "1.png"}"#
        let found = try warnings([
            ("warmup", [("a.jsonl", Self.lines)]), ("test", [("b.jsonl", bare)]),
        ]) { $0.columns.target = .field(try Fixture.path("keywords")) }
        #expect(
            found == [
                "split `test` of `made`: no row of `b.jsonl` has the field `keywords`, which "
                    + "`columns.target` reads"
            ])
    }

    @Test func rowsThatWereLeftUnreadMayHaveTheField() throws {
        let change = { (dataset: inout DatasetSpecification) throws in
            dataset.splits[0].limit = 1
            dataset.columns.target = .field(try Fixture.path("meta.kind"))
        }
        #expect(try warnings([("train", [("a.jsonl", Self.lines)])], change).count == 1)
        // A table's header speaks for every row.
        #expect(throws: Fault.self) { try warnings([("train", [("a.csv", Self.table)])], change) }
    }
}
