import Storage
import TestSupport
import Testing

/// Tables that pyarrow, DuckDB and polars wrote, read by `ParquetFile`: every value as pyarrow has
/// it.
@Suite(.enabled(if: Peers.areThere(for: "others' Parquet files read by us")))
struct TheirTablesTests {
    /// The kinds of file that `write_parquet.py` makes.
    static let kinds = [
        "pyarrow_default", "pyarrow_none", "pyarrow_gzip", "pyarrow_zstd", "pyarrow_format_1",
        "pyarrow_v2", "pyarrow_v2_none", "pyarrow_v2_zstd", "pyarrow_tiny_pages",
        "pyarrow_no_dictionary", "pyarrow_small_dictionary", "pyarrow_delta",
        "pyarrow_delta_byte_array", "pyarrow_byte_stream_split", "pyarrow_checksums",
        "pyarrow_chunked", "pyarrow_groups", "pyarrow_no_statistics", "pyarrow_old_lists",
        "pyarrow_many_rows", "duckdb_v1", "duckdb_v2", "duckdb_v2_zstd", "duckdb_groups",
        "polars_default", "polars_snappy", "polars_gzip", "polars_none", "polars_small_pages",
        "datasets_default",
    ]

    private static let written: Result<TemporaryFolder, any Error> = Result {
        let folder = try TemporaryFolder()
        _ = try Peers.run("write_parquet", [folder.path])
        return folder
    }

    @Test(arguments: kinds)
    func `every value is as pyarrow reads it`(kind: String) throws {
        let folder = try Self.written.get()
        try Self.compare(folder["\(kind).parquet"], with: folder["\(kind).jsonl"])
    }

    @Test func `every file that was made is read`() throws {
        let names = try FileSystem.list(try Self.written.get().path)
            .filter { $0.hasSuffix(".parquet") }
        #expect(names == Self.kinds.map { "\($0).parquet" }.sorted())
    }

    @Test(arguments: kinds)
    func `a range of rows is found wherever it starts`(kind: String) throws {
        let folder = try Self.written.get()
        let file = try ParquetFile(folder["\(kind).parquet"])
        let lines = try Self.lines(folder["\(kind).jsonl"])
        for start in [1, file.rowCount / 3, file.rowCount - 2] {
            let rows = try file.rows(start..<start + 2)
            for index in start..<start + 2 {
                let row = try #require(try rows.next())
                try #require(RowDump.line(row).utf8.elementsEqual(lines[index].utf8))
            }
            #expect(try rows.next() == nil)
        }
    }

    /// The rows of a file against pyarrow's dump of it.
    static func compare(_ path: String, with dump: String) throws {
        let lines = try Self.lines(dump)
        let file = try ParquetFile(path)
        #expect(file.rowCount == lines.count)
        let rows = try file.rows()
        for (index, line) in lines.enumerated() {
            let row = RowDump.line(try #require(try rows.next()))
            // Byte by byte: Swift takes composed and decomposed characters for the same.
            try #require(row.utf8.elementsEqual(line.utf8), "row \(index): \(row) is not \(line)")
        }
        #expect(try rows.next() == nil)
    }

    private static func lines(_ path: String) throws -> [Substring] {
        String(decoding: try FileSystem.read(path), as: UTF8.self).split(separator: "\n")
    }
}
