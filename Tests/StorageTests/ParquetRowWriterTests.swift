import Records
import TestSupport
@testable import Storage
import Testing

/// Tables written value by value, against those written row by row.
@Suite struct ParquetRowWriterTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let columns = [
        ParquetColumn("id", .string, isNullable: false), ParquetColumn("source", .string),
        ParquetColumn("n", .int64), ParquetColumn("small", .int32, isNullable: false),
        ParquetColumn("x", .double), ParquetColumn("ok", .bool),
        ParquetColumn("words", .list(of: .string), isNullable: false),
        ParquetColumn("perhaps", .list(of: .string, nullableElements: false)),
    ]

    private static func words(_ row: Int) -> [String] {
        (0..<(row % 3)).map { "word \((row + $0) % 11)" }
    }

    private static func put(_ row: Int, _ table: ParquetRowWriter) throws {
        if row % 2 == 0 {
            table.put("question \(row)")
        } else {
            table.put(ByteSlice(Array("question \(row)".utf8)))
        }
        if row % 5 == 0 { table.putNull() } else { table.put("source \(row / 100 % 3)") }
        if row % 7 == 0 { table.putNull() } else { table.put(row * 1_000_000_007 % 50_021) }
        table.put(row % 4 - 2)
        if row % 4 == 0 { table.putNull() } else { table.put(Double(row % 100) / 3) }
        if row % 3 == 0 { table.putNull() } else { table.put(row % 2 == 0) }
        table.put(words(row))
        if row % 11 == 0 { table.putNull() } else { table.put(words(row + 1)) }
        try table.endRow()
    }

    private static func row(_ row: Int) -> [ParquetValue] {
        func list(_ words: [String]) -> ParquetValue { .list(words.map { .text($0) }) }
        return [
            .text("question \(row)"), row % 5 == 0 ? .null : .text("source \(row / 100 % 3)"),
            row % 7 == 0 ? .null : .int(Int64(row * 1_000_000_007 % 50_021)),
            .int(Int64(row % 4 - 2)), row % 4 == 0 ? .null : .double(Double(row % 100) / 3),
            row % 3 == 0 ? .null : .bool(row % 2 == 0), list(words(row)),
            row % 11 == 0 ? .null : list(words(row + 1)),
        ]
    }

    struct Case: Sendable {
        var rows: Int
        var pageByteLimit = 1 << 20
        var rowGroupRowLimit = 131_072
        var rowGroupByteLimit = 100_000_000
    }

    @Test(arguments: [
        Case(rows: 0), Case(rows: 1), Case(rows: 45_000),
        Case(rows: 3_000, pageByteLimit: 1 << 10, rowGroupRowLimit: 700),
        Case(rows: 2_000, rowGroupRowLimit: 1_000),
        Case(rows: 500, rowGroupByteLimit: 1_000), Case(rows: 500, rowGroupByteLimit: 1),
    ]) func `the file is the one of the same rows`(_ each: Case) throws {
        var options = ParquetWriterOptions()
        options.pageByteLimit = each.pageByteLimit
        options.rowGroupRowLimit = each.rowGroupRowLimit
        options.rowGroupByteLimit = each.rowGroupByteLimit
        let columns = ParquetRowWriterTests.columns
        let rows = try ParquetWriter(folder["rows"], columns: columns, options: options)
        let table = try ParquetRowWriter(folder["values"], columns: columns, options: options)
        for row in 0..<each.rows {
            try rows.append(ParquetRowWriterTests.row(row))
            try ParquetRowWriterTests.put(row, table)
        }
        try rows.close()
        try table.close()
        #expect(table.rowCount == each.rows)
        #expect(try FileSystem.read(folder["values"]) == FileSystem.read(folder["rows"]))
    }

    @Test func `text that is not UTF-8 spoils the file, which is not there then`() throws {
        let table = try ParquetRowWriter(
            folder["values"], columns: [ParquetColumn("id", .string)])
        table.put(ByteSlice([0xFF]))
        let fault = #expect(throws: Fault.self) { try table.endRow() }
        #expect(fault?.message == "the column `id` cannot hold text that is not UTF-8")
        #expect(throws: Fault.self) { try table.close() }
        #expect(try FileSystem.status(folder["values"]) == nil)
    }
}
