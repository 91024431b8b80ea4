import Records
import TestSupport
@testable import Storage
import Testing

/// Columns in batches, against the rows that the other reader gives.
@Suite struct ParquetBatchesTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let columns = [
        ParquetColumn("id", .string, isNullable: false), ParquetColumn("source", .string),
        ParquetColumn("n", .int64), ParquetColumn("small", .int32, isNullable: false),
        ParquetColumn("x", .double), ParquetColumn("ok", .bool), ParquetColumn("raw", .binary),
        ParquetColumn("words", .list(of: .string)),
    ]

    /// A row of a kind that makes pages with and without nulls and dictionaries.
    private static func row(_ row: Int) -> [ParquetValue] {
        [
            .text("question \(row / 8)"), row % 5 == 0 ? .null : .text("source \(row / 100 % 3)"),
            row % 7 == 0 ? .null : .int(Int64(row) * 1_000_000_007), .int(Int64(row % 4)),
            row / 50 % 2 == 0 ? .null : .double(Double(row) / 3),
            row % 3 == 0 ? .null : .bool(row % 2 == 0),
            .bytes(ByteSlice([UInt8](repeating: UInt8(truncatingIfNeeded: row), count: row % 40))),
            row % 13 == 0 ? .null : .list((0..<(row % 4)).map { .text("word \($0)") }),
        ]
    }

    private func write(
        _ count: Int, pageByteLimit: Int = 1 << 20, rowGroupRowLimit: Int = 131_072
    ) throws -> String {
        var options = ParquetWriterOptions()
        options.pageByteLimit = pageByteLimit
        options.rowGroupRowLimit = rowGroupRowLimit
        let writer = try ParquetWriter(
            folder["file"], columns: ParquetBatchesTests.columns, options: options)
        for row in 0..<count { try writer.append(ParquetBatchesTests.row(row)) }
        try writer.close()
        return folder["file"]
    }

    struct Case: Sendable {
        var rows: Int
        var pageByteLimit = 1 << 20
        var rowGroupRowLimit = 131_072
        var range: Range<Int>?
    }

    private static let cases = [
        Case(rows: 0), Case(rows: 1), Case(rows: 20_000),
        Case(rows: 3_000, pageByteLimit: 1 << 10),
        Case(rows: 3_000, pageByteLimit: 1 << 10, rowGroupRowLimit: 100),
        Case(rows: 3_000, pageByteLimit: 1 << 10, rowGroupRowLimit: 700, range: 650..<2_333),
        Case(rows: 3_000, range: 2_999..<5_000), Case(rows: 30, range: 40..<50),
    ]

    @Test(arguments: cases) func `columns are what rows are`(_ each: Case) throws {
        let path = try write(
            each.rows, pageByteLimit: each.pageByteLimit, rowGroupRowLimit: each.rowGroupRowLimit)
        let file = try ParquetFile(path)
        let wanted = ["id", "source", "n", "small", "x", "ok", "raw", "words"]
        #expect(
            try TypedRows.read(file, each.range, isWide: true)
                == file.texts(each.range, columns: wanted))
        let middle = each.rows / 2
        #expect(
            try TypedRows.read(file, middle..<each.rows, isWide: true)
                == file.texts(middle..<each.rows, columns: wanted))
    }

    @Test func `equal neighbours of a dictionary have one code`() throws {
        let batches = ParquetBatches(try ParquetFile(try write(8_000)))
        let id = try batches.texts("id")
        var row = 0
        while try batches.next() {
            for place in 1..<max(1, batches.count) {
                let isSame = (row + place) / 8 == (row + place - 1) / 8
                #expect((id.codes[place] == id.codes[place - 1]) == isSame)
            }
            row += batches.count
        }
        #expect(row == 8_000)
    }

    struct Mismatch: Sendable {
        var column: String
        var detail: String
    }

    @Test(arguments: [
        Mismatch(column: "words", detail: "list<string>, where numbers are expected"),
        Mismatch(column: "id", detail: "string not null, where numbers are expected"),
        Mismatch(column: "nothing", detail: "no column `nothing`"),
    ]) func `a column of another type is refused by name`(_ each: Mismatch) throws {
        let batches = ParquetBatches(try ParquetFile(try write(3)))
        let fault = #expect(throws: ParquetFault.self) { try batches.doubles(each.column) }
        #expect(fault?.reason == ParquetFault.missingColumns)
        #expect(fault?.detail.hasPrefix(each.detail) == true, "\(String(describing: fault))")
        #expect(throws: ParquetFault.self) { try batches.texts("x") }
        #expect(throws: ParquetFault.self) { try batches.integers("x") }
        #expect(throws: ParquetFault.self) { try batches.textLists("id") }
    }

    @Test func `a fault names column, row group and page, and stays`() throws {
        let path = try write(100, rowGroupRowLimit: 50)
        var bytes = try FileSystem.read(path)
        // A blow into the first page of the first column.
        for place in 60..<70 { bytes[place] ^= 0xFF }
        try FileSystem.write(bytes, to: path)
        let batches = ParquetBatches(try ParquetFile(path))
        let raw = try batches.texts("raw")
        _ = try batches.texts("id")
        let fault = try #require(throws: ParquetFault.self) {
            while try batches.next() {}
        }
        #expect(fault.column == "raw" || fault.column == "id")
        #expect(fault.rowGroup == 0)
        #expect(fault.offset != nil)
        #expect(raw.codes.count <= 50)
        #expect(#expect(throws: ParquetFault.self) { try batches.next() } == fault)
    }

    @Test func `a text over the limit is a fault`() throws {
        var limits = ParquetLimits()
        limits.valueByteCount = 5
        for name in ["id", "raw"] {
            let batches = ParquetBatches(try ParquetFile(try write(100), limits: limits))
            _ = try batches.texts(name)
            let fault = #expect(throws: ParquetFault.self) { while try batches.next() {} }
            #expect(fault?.reason == ParquetFault.tooLarge)
        }
    }
}
