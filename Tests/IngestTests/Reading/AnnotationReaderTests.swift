import Manifests
import Records
import Storage
import Testing

@testable import Ingest

@Suite struct AnnotationReaderTests {
    private struct Row {
        var index: Int
        var line: Int
        var content: Result<SourceRecord, Refusal>
    }

    private func read(
        _ text: String, _ name: String, format: DatasetSpecification.Format = .auto,
        rows: String? = nil, required: [String] = ["q"], stopAfter: Int = .max
    ) throws -> (rows: [Row], warnings: [String]) {
        let reader = AnnotationReader(format: format, rows: rows, requiredFields: required)
        let file = try AnnotationFile(
            ByteSlice(Array(text.utf8)), name: name, index: 0, reader: reader)
        var found: [Row] = []
        try file.forEachRow { place, row in
            found.append(Row(index: place.row, line: place.line, content: row))
            return found.count < stopAfter
        }
        return (found, file.warnings)
    }

    private func extras(_ row: Row) throws -> [String] {
        try row.content.get().extra(besides: JSONNames(["q"])).map { "\($0.name)=\($0.json)" }
    }

    @Test func unknownFieldsAreKeptByteForByte() throws {
        let row = #"{"q": "x", "n": 1.10, "t": "caf\u00e9",  "o": { "a" :[1,2 ]}, "z": null}"#
        let expected = [#"n=1.10"#, #"t="caf\u00e9""#, #"o={ "a" :[1,2 ]}"#, "z=null"]
        #expect(try extras(try read("[\(row), {}]", "a.json").rows[0]) == expected)
        #expect(try extras(try read("\n\(row)\n{}\n", "a.jsonl").rows[0]) == expected)
    }

    @Test func fieldsOfRowsWithoutNamesAreNamedByPosition() throws {
        let rows = try read(#"[["x", "y", 1.50]]"#, "a.json", required: ["0"]).rows
        let found = try rows[0].content.get().extra(besides: JSONNames(["0"]))
        #expect(found == [.init(name: "1", json: #""y""#), .init(name: "2", json: "1.50")])
    }

    @Test func aBrokenRowOfAnArrayIsRefusedAlone() throws {
        let rows = try read(#"[{"q": 1}, {"q": NaN}, {"q": 3}]"#, "a.json").rows
        #expect(rows.map { (try? $0.content.get()) != nil } == [true, false, true])
        #expect(rows.map(\.index) == [0, 1, 2])
    }

    @Test func linesKeepTheirNumbersOverBlankOnes() throws {
        let rows = try read("{\"q\": 1}\n\n{\"q\n{\"q\": 3}\n", "a.jsonl").rows
        #expect(rows.map(\.index) == [0, 1, 2])
        #expect(rows.map(\.line) == [1, 3, 4])
    }

    @Test func rowsLieUnderAKey() throws {
        let text = #"{"info": {"q": [0]}, "data": {"rows": [{"q": 1}, {"q": 2}]}}"#
        #expect(try read(text, "a.json", rows: "data.rows").rows.count == 2)
        let refusal = #expect(throws: Refusal.self) { try read(text, "a.json", rows: "data.row") }
        #expect(refusal?.reason == "bad_json")
    }

    @Test func membersOfAnObjectAreRowsWithAWarning() throws {
        let found = try read(#"{"1": {"q": 1}, "2": {"q": 2}}"#, "a.json")
        #expect(found.rows.count == 2)
        #expect(found.warnings.count == 1)
    }

    @Test func aTailOfZerosIsLeftOutWithAWarning() throws {
        let found = try read("{\"q\": 1}\n\0\0\0", "a.jsonl")
        #expect(found.rows.count == 1)
        #expect(found.warnings.count == 1)
    }

    @Test func readingStopsWhenEnoughIsRead() throws {
        for name in ["a.jsonl", "a.json", "a.csv"] {
            let text = name == "a.csv" ? "q\n1\n2\n3\n" : "[{\"q\":1},\n{\"q\":2},\n{\"q\":3}]"
            #expect(try read(text, name, stopAfter: 2).rows.count == 2)
        }
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var reason: String
        var testDescription: String { "\(name): \(text)" }
    }

    @Test(arguments: [
        Refused(name: "a.jsonl", text: "", reason: "empty_file"),
        Refused(name: "a.jsonl", text: "\n \n", reason: "empty_file"),
        Refused(name: "a.json", text: "[]", reason: "empty_file"),
        Refused(name: "a.csv", text: "q,a\n", reason: "empty_file"),
        Refused(name: "a.csv", text: "", reason: "empty_file"),
        Refused(name: "a.json", text: "[{\"q\": 1}, {\"q\"", reason: "bad_json"),
        Refused(name: "a.csv", text: "q,a\n\"1,2\n", reason: "bad_csv"),
        Refused(name: "a.csv", text: "q,q\n1,2\n", reason: "bad_csv"),
        Refused(name: "a.csv", text: "x;q\n1;2\n", reason: "bad_csv"),
    ])
    func aFileThatCannotBeTrustedIsRefusedWhole(_ given: Refused) {
        let refusal = #expect(throws: Refusal.self) { try read(given.text, given.name) }
        #expect(refusal?.reason == given.reason, "\(refusal?.detail ?? "")")
    }

    @Test(arguments: [Array("ARROW1\0\0".utf8), [0xFF, 0xFF, 0xFF, 0xFF, 0x88, 0, 0, 0]])
    func `Arrow is told, and how Parquet is made of it`(_ start: [UInt8]) {
        let refusal = #expect(throws: Refusal.self) {
            try AnnotationFormat(
                of: ByteSlice(start + [UInt8](repeating: 1, count: 300)), name: "a.arrow",
                stated: .auto)
        }
        #expect(refusal?.reason == "wrong_container")
        #expect(refusal?.detail.contains("to_parquet") == true)
    }

    @Test func aWrongSeparatorIsNamed() {
        let refusal = #expect(throws: Refusal.self) { try read("x;q\n1;2\n", "a.csv") }
        #expect(refusal?.detail.contains("separated by `;`") == true)
    }

    @Test func aRecordOfAnotherLengthIsRefusedAlone() throws {
        let rows = try read("q,a\n1\n2,3\n4,5,6\n7,\"8\"9\n", "a.csv").rows
        #expect(rows.map { (try? $0.content.get()) != nil } == [false, true, false, false])
        #expect(rows.map(\.line) == [2, 3, 4, 5])
    }

    @Test func aMarkIsNoPartOfTheFirstName() throws {
        let rows = try read("\u{FEFF}q,a\r\n1,2\r\n", "a.csv").rows
        #expect(try rows[0].content.get().value == ["q": "1", "a": "2"])
    }

    @Test func withoutNamesThereIsNoHeader() throws {
        let rows = try read("1,2\n3,4\n", "a.csv", required: ["0", "1"]).rows
        #expect(try rows.map { try $0.content.get().value } == [["1", "2"], ["3", "4"]])
    }
}
