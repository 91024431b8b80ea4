import Storage
import TestSupport
import Testing

/// Tables that `ParquetWriter` wrote, read by `ParquetFile`.
@Suite struct OwnTablesTests {
    @Test(arguments: OwnTable.all)
    func `our reader reads what our writer wrote`(table: OwnTable) throws {
        let folder = try TemporaryFolder()
        let path = folder["table.parquet"]
        try table.write(to: path)
        let rows = try ParquetFile(path).rows()
        for expected in table.rows {
            let row = try #require(try rows.next())
            try #require(Array(RowDump.line(row).utf8) == Array(RowDump.line(expected).utf8))
        }
        #expect(try rows.next() == nil)
    }

    @Test(arguments: OwnTable.all)
    func `the offset index leads to every row`(table: OwnTable) throws {
        let folder = try TemporaryFolder()
        let path = folder["table.parquet"]
        try table.write(to: path)
        let file = try ParquetFile(path)
        #expect(file.columns.allSatisfy { $0.hasOffsetIndex })
        for index in stride(from: 0, to: table.rows.count, by: 37) {
            let row = try #require(try file.rows(index..<index + 1).next())
            try #require(RowDump.line(row) == RowDump.line(table.rows[index]))
        }
    }

    @Test(arguments: OwnTable.all)
    func `the same rows give the same bytes`(table: OwnTable) throws {
        let folder = try TemporaryFolder()
        for name in ["a", "b"] { try table.write(to: folder[name]) }
        #expect(try FileSystem.read(folder["a"]) == FileSystem.read(folder["b"]))
    }
}
