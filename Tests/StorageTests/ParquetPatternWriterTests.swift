import Records
import TestSupport
@testable import Storage
import Testing

/// Tables of rows that follow patterns, against those written row by row.
@Suite struct ParquetPatternWriterTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private struct Row: TableRow {
        var id = ""
        var number: Int

        init(_ number: Int) { self.number = number }
        init(json: JSONValue) throws(Fault) { number = try json.column("n", \.integerValue) }

        static let columns = [
            ParquetColumn("id", .string, isNullable: false), ParquetColumn("source", .string),
            ParquetColumn("n", .int64, isNullable: false), ParquetColumn("small", .int32),
            ParquetColumn("x", .double, isNullable: false), ParquetColumn("y", .double),
            ParquetColumn("ok", .bool, isNullable: false), ParquetColumn("perhaps", .bool),
            ParquetColumn("words", .list(of: .string, nullableElements: false)),
        ]

        var json: JSONValue {
            .object([
                .init("id", .string(id)),
                .init("source", number % 5 == 0 ? .null : .string("source \(number % 3)")),
                .init("n", .integer(number * 1_000_000_007)),
                .init("small", number % 7 == 0 ? .null : .integer(number % 4 - 2)),
                .init("x", .real(Double(number) / 3)),
                .init("y", number % 2 == 0 ? .null : .real(Double(number % 6))),
                .init("ok", .bool(number % 3 == 0)),
                .init("perhaps", number % 4 == 0 ? .null : .bool(number % 8 == 1)),
                .init(
                    "words",
                    number % 11 == 0
                        ? .null
                        : .array((0..<(number % 3)).map { .string("word \((number + $0) % 5)") })),
            ])
        }
    }

    struct Case: Sendable {
        var rows: Int
        var patterns: Int
        var forgetEvery = Int.max
        var pageByteLimit = 1 << 20
        var rowGroupRowLimit = 131_072
        var rowGroupByteLimit = 100_000_000
    }

    @Test(arguments: [
        Case(rows: 0, patterns: 1), Case(rows: 1, patterns: 1), Case(rows: 45_000, patterns: 100),
        Case(rows: 9_000, patterns: 9_000), Case(rows: 9_000, patterns: 20, forgetEvery: 5_000),
        Case(rows: 3_000, patterns: 40, pageByteLimit: 1 << 10, rowGroupRowLimit: 700),
        Case(rows: 3_000, patterns: 3_000, pageByteLimit: 1 << 10),
        Case(rows: 2_000, patterns: 7, rowGroupRowLimit: 1_000),
        Case(rows: 500, patterns: 7, rowGroupByteLimit: 1_000),
        Case(rows: 500, patterns: 7, rowGroupByteLimit: 1),
    ]) func `the file is the one of the same rows`(_ each: Case) throws {
        var options = ParquetWriterOptions()
        options.pageByteLimit = each.pageByteLimit
        options.rowGroupRowLimit = each.rowGroupRowLimit
        options.rowGroupByteLimit = each.rowGroupByteLimit
        let rows = try ParquetTableWriter(folder["rows"], columns: Row.columns, options: options)
        let table = try ParquetPatternWriter(
            folder["patterns"], columns: Row.columns, options: options)
        var numbers: [Int: Int] = [:]
        for place in 0..<each.rows {
            if place % each.forgetEvery == each.forgetEvery - 1 {
                try table.removePatterns()
                numbers = [:]
            }
            var row = Row(place * place % each.patterns)
            row.id = "question \(place)"
            try rows.append(row)
            let pattern = try numbers[row.number] ?? table.add(row)
            numbers[row.number] = pattern
            #expect(pattern < table.patternCount)
            try table.append(ByteSlice(Array(row.id.utf8)), pattern: pattern)
        }
        try rows.close()
        try table.close()
        #expect(table.rowCount == each.rows)
        #expect(try FileSystem.read(folder["patterns"]) == FileSystem.read(folder["rows"]))
    }

    @Test func `a text that is not UTF-8 is left out`() throws {
        let table = try ParquetPatternWriter(folder["patterns"], columns: Row.columns)
        let pattern = try table.add(Row(1))
        let fault = #expect(throws: Fault.self) { try table.append(ByteSlice([0xFF]), pattern: 0) }
        #expect(fault?.message == "the column `id` cannot hold text that is not UTF-8")
        try table.append(ByteSlice(Array("é".utf8)), pattern: pattern)
        try table.close()
        #expect(try ParquetTableReader.read(Row.self, from: folder["patterns"]).count == 1)
    }
}
