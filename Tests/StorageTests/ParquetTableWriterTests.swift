import Records
import Storage
import TestSupport
import Testing

@Suite struct ParquetTableWriterTests {
    /// A record as tables have them.
    private struct Note: TableRow {
        var file: String
        var row: Int?

        var json: JSONValue {
            ["file": .string(file), "row": row.map { .integer($0) } ?? .null]
        }

        init(file: String, row: Int?) {
            self.file = file
            self.row = row
        }

        init(json: JSONValue) throws(Fault) {
            self.init(
                file: try json.column("file", \.stringValue), row: json["row"]?.integerValue)
        }
    }

    @Test func `records become rows`() throws {
        let folder = try TemporaryFolder()
        let rows = [Note(file: "caf\u{E9}", row: 3), Note(file: "", row: nil)]
        let columns = [
            ParquetColumn("file", .string, isNullable: false), ParquetColumn("row", .int64),
        ]
        try ParquetTableWriter.write(rows, columns: columns, to: folder["t"])
        let read = try ParquetFile(folder["t"]).rows()
        for row in rows {
            let values = try #require(try read.next())
            #expect(values.map(text) == row.json.objectValue?.map { plain($0.value) })
        }
        #expect(try read.next() == nil)
    }

    private func text(_ value: ParquetValue) -> String? {
        switch value {
        case .string(let text): String(decoding: text.bytes, as: UTF8.self)
        case .int(let number): "\(number)"
        default: nil
        }
    }

    private func plain(_ value: JSONValue) -> String? {
        value.stringValue ?? value.integerValue.map { "\($0)" }
    }

    @Test func `members may come in any order and be missing`() throws {
        let folder = try TemporaryFolder()
        let columns = [
            ParquetColumn("n", .double), ParquetColumn("pairs", .list(of: .list(of: .string))),
            ParquetColumn(
                "inner", .structure([ParquetColumn("a", .bool), ParquetColumn("b", .int32)])),
        ]
        let writer = try ParquetTableWriter(folder["t"], columns: columns)
        try writer.append(["inner": ["b": 2, "a": true], "pairs": [["x", "y"], []], "n": 1])
        try writer.append(["pairs": []])
        try writer.close()
        #expect(writer.rowCount == 2)
        let rows = try ParquetFile(folder["t"]).rows()
        let first = try #require(try rows.next())
        guard case .double(1) = first[0], case .list(let pairs) = first[1], pairs.count == 2,
            case .bool(true)? = first[2]["a"], case .int(2)? = first[2]["b"]
        else {
            Issue.record("\(first)")
            return
        }
        let second = try #require(try rows.next())
        guard case .null = second[0], case .list(let none) = second[1], none.isEmpty,
            case .null = second[2]
        else {
            Issue.record("\(second)")
            return
        }
    }

    @Test func `names are told apart by their bytes`() throws {
        let folder = try TemporaryFolder()
        let columns = [ParquetColumn("caf\u{E9}", .int64), ParquetColumn("cafe\u{301}", .int64)]
        let writer = try ParquetTableWriter(folder["t"], columns: columns)
        try writer.append(["cafe\u{301}": 2, "caf\u{E9}": 1])
        try writer.close()
        let row = try #require(try ParquetFile(folder["t"]).rows().next())
        guard case .int(1) = row[0], case .int(2) = row[1] else {
            Issue.record("\(row)")
            return
        }
    }

    struct Misfit: Sendable, CustomTestStringConvertible {
        var row: JSONValue
        var expected: String
        var testDescription: String { row.serialized }
    }

    @Test(arguments: [
        Misfit(row: ["n": 1, "other": 2], expected: "`other`"),
        Misfit(row: ["n": 1, "n": 2], expected: "`n`"),
        Misfit(row: ["n": "1"], expected: "`n` cannot hold \"1\""),
        Misfit(row: ["n": .number("1.5")], expected: "`n` cannot hold 1.5"),
        Misfit(row: ["n": .number("9223372036854775808")], expected: "`n` cannot hold 9223"),
        Misfit(row: [:], expected: "`n` cannot hold null"),
        Misfit(row: [1], expected: "no JSON object"),
    ])
    func `a row that does not fit is a fault, and the table stays good`(misfit: Misfit) throws {
        let folder = try TemporaryFolder()
        let columns = [ParquetColumn("n", .int64, isNullable: false)]
        let writer = try ParquetTableWriter(folder["t"], columns: columns)
        let fault = #expect(throws: Fault.self) { try writer.append(misfit.row) }
        #expect(fault?.message.contains(misfit.expected) == true, "\(fault?.message ?? "")")
        try writer.append(["n": 5])
        try writer.close()
        #expect(try ParquetFile(folder["t"]).rowCount == 1)
    }
}
