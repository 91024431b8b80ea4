import Storage
import TestSupport
import Testing

/// Tables that `ParquetWriter` wrote, read by pyarrow, `datasets`, DuckDB and polars.
@Suite(.enabled(if: Peers.areThere(for: "our Parquet files read by others")))
struct PeersReadOurTablesTests {
    static let peers = ["pyarrow", "datasets", "duckdb", "polars"]

    /// All tables, written once, and what each peer made of them.
    private static let results: Result<TemporaryFolder, any Error> = Result {
        let folder = try TemporaryFolder()
        for table in OwnTable.all { try table.write(to: folder["\(table.name).parquet"]) }
        _ = try Peers.run(
            "read_parquet", [folder.path] + OwnTable.all.map { folder["\($0.name).parquet"] })
        return folder
    }

    @Test(arguments: OwnTable.all, peers)
    func `every value comes back`(table: OwnTable, peer: String) throws {
        let folder = try Self.results.get()
        guard !table.refusedBy.contains(peer) else { return }
        let error = try? FileSystem.read(folder["\(table.name).\(peer).error"])
        try #require(error == nil, "\(String(decoding: error ?? [], as: UTF8.self))")
        let text = String(
            decoding: try FileSystem.read(folder["\(table.name).\(peer).jsonl"]), as: UTF8.self)
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"))
        #expect(lines.count == table.rows.count)
        for (index, (line, row)) in zip(lines, table.rows).enumerated() {
            let expected = RowDump.line(row)
            // Byte by byte: Swift takes composed and decomposed characters for the same.
            try #require(
                line.elementsEqual(expected.utf8),
                "row \(index): \(Substring(line)) instead of \(expected)")
        }
    }

    @Test func `datasets shows pictures as images`() throws {
        let folder = try Self.results.get()
        let facts = String(
            decoding: try FileSystem.read(folder["pictures.features"]), as: UTF8.self
        ).split(separator: "\n")
        let features = try #require(facts.first)
        #expect(features.contains("'images': List(Image("))
        #expect(features.contains("'image': Image("))
        #expect(features.contains("'width': Value('int64')"))
        #expect(facts.dropFirst().allSatisfy { $0 == "(2, 1)" })
        #expect(facts.count == 61)
    }

    @Test func `bounds are those of the values, and peers find rows by them`() throws {
        let folder = try Self.results.get()
        let counts = try Peers.run(
            "check_bounds", OwnTable.all.map { folder["\($0.name).parquet"] }
        ).split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        #expect(counts.count == 2 && counts.allSatisfy { $0 >= 16 }, "\(counts)")
    }
}
