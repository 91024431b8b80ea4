import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

/// What is told of text files.
@Suite struct TextInspectionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var kind: String
        var rows: Int?
        /// The fields and their types.
        var fields: [String] = []
        /// The texts of the first row.
        var first: [String] = []
        var refusal: String?
        var testDescription: String { "\(name): \(text.prefix(30))" }
    }

    @Test(arguments: [
        Case(
            name: "a.jsonl", text: "{\"q\":\"x\\u001b[2J\",\"n\":1}\n\n{\"q\":null,\"n\":1.5}\n",
            kind: "jsonl", rows: 2, fields: ["q text null", "n integer number"],
            first: ["x\u{1b}[2J", "1"]),
        Case(
            name: "a.json", text: "[[\"q\", [\"a\", \"b\"]], [true, {\"k\": 1}]]", kind: "json",
            rows: 2, fields: ["0 text bool", "1 list<text> object"],
            first: ["q", "[\"a\", \"b\"]"]),
        Case(
            name: "a.json", text: "{\"v\": 1, \"questions\": [{\"q\": 1}, {\"q\": 2}]}",
            kind: "object", rows: 2, fields: ["q integer"], first: ["1"]),
        Case(
            name: "a.json", text: "{\"q\": 1, \"a\": 2}", kind: "object", rows: 1,
            fields: ["q integer", "a integer"], first: ["1", "2"]),
        Case(
            name: "a.csv", text: "\u{FEFF}q,a\r\n\"x, y\",1\r\n2,\"3\"\r\n", kind: "csv", rows: 2,
            fields: ["q text", "a text"], first: ["x, y", "1"]),
        Case(
            name: "a.tsv", text: "q\ta\nx\t1\n", kind: "tsv", rows: 1,
            fields: ["q text", "a text"], first: ["x", "1"]),
        Case(
            name: "a.csv", text: "q,a\n\"x,1\n", kind: "csv", refusal: "bad_csv"),
        Case(name: "a.csv", text: "q,q\n1,2\n", kind: "csv", refusal: "bad_csv"),
        Case(name: "a.json", text: "[{\"q\": 1}, {\"q\"", kind: "json", refusal: "bad_json"),
        Case(name: "a.jsonl", text: "\n \n", kind: "unknown", refusal: "empty_file"),
        Case(name: "a.jsonl", text: "", kind: "unknown", refusal: "empty_file"),
    ])
    func `a text tells its rows, fields and first row`(test: Case) throws {
        let folder = try TemporaryFolder()
        try folder.write(test.text, to: test.name)
        let inspection = try Inspector.inspect("\(folder.path)/\(test.name)", rows: 2)
        let json = inspection.json
        #expect(inspection.kind == test.kind)
        #expect(json["rows"]?.integerValue == test.rows)
        let fields = json["fields"]?.arrayValue?.map { field in
            let types = field["types"]?.arrayValue?.compactMap(\.stringValue) ?? []
            return ([field["name"]?.stringValue ?? ""] + types).joined(separator: " ")
        }
        #expect(fields ?? [] == test.fields)
        #expect(inspection.firstRows.first?.fields.map(\.text) ?? [] == test.first)
        #expect(inspection.refusal?.name == test.refusal)
    }

    @Test func `a broken row is told by its line and refuses nothing else`() throws {
        let folder = try TemporaryFolder()
        try folder.write("{\"q\":1}\n{\"q\"\n{\"q\":3}\n", to: "a.jsonl")
        let inspection = try Inspector.inspect("\(folder.path)/a.jsonl")
        #expect(inspection.firstRows.map(\.line) == [1, 2, 3])
        #expect(inspection.firstRows.map { $0.refusal?.name } == [nil, "bad_json", nil])
        #expect(inspection.remarks == ["1 of the first 3 rows would be refused as they are"])
        #expect(inspection.refusal == nil)
    }

    struct Long: Sendable, CustomTestStringConvertible {
        var name: String
        var start = ""
        var row: String
        var end = ""
        var isExact: Bool
        var testDescription: String { name }
    }

    /// Every text is longer than what is read of it.
    @Test(arguments: [
        Long(name: "a.jsonl", row: "{\"q\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}\n", isExact: true),
        Long(
            name: "a.json", start: "[", row: "{\"q\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"},",
            end: "{}]", isExact: false),
        Long(
            name: "a.csv", start: "q\n", row: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
            isExact: false),
    ])
    func `rows of a long text are counted where that is cheap, else estimated`(test: Long) throws {
        let count = 100_000
        let folder = try TemporaryFolder()
        let row = Array(test.row.utf8)
        var bytes = Array(test.start.utf8)
        for _ in 0..<count { bytes += row }
        try folder.write(bytes + Array(test.end.utf8), to: test.name)
        let inspection = try Inspector.inspect("\(folder.path)/\(test.name)", rows: 1)
        let json = inspection.json
        #expect(json["rows_estimated"] == .bool(!test.isExact))
        let rows = try #require(json["rows"]?.integerValue)
        #expect(test.isExact ? rows == count : (95_000...105_000).contains(rows))
        #expect(inspection.firstRows.count == 1)
    }

    @Test func `pictures in texts are told by their size, and long texts clipped`() throws {
        let folder = try TemporaryFolder()
        let png = Fixture.png(1)
        let long = String(repeating: "y", count: 10_000)
        try folder.write(
            "image\tquestion\n\(Base64Text.encode(png))\t\(long)\n", to: "a.tsv")
        let fields = try #require(
            try Inspector.inspect("\(folder.path)/a.tsv").firstRows.first?.fields)
        #expect(fields.first?.text == "<png 32x32, \(png.count) bytes>")
        #expect((fields.last?.text.count ?? 0) < 200)
    }
}

/// Base64 as RFC 4648 has it.
private enum Base64Text {
    static func encode(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let value = (0..<3).reduce(0) { sum, place in
                sum << 8 | (place < group.count ? Int(group[start + place]) : 0)
            }
            for digit in 0..<4 {
                let isUsed = digit <= group.count
                text.append(
                    isUsed ? digits[value >> (18 - 6 * digit) & 63] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
