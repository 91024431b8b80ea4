import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

@Suite struct ParquetSourceTests {
    private func file(_ folder: TemporaryFolder, rows: Int) throws -> AnnotationFile {
        let path = folder.path + "/a.parquet"
        let writer = try ParquetWriter(
            path,
            columns: [
                ParquetColumn("q", .string), ParquetColumn("n", .int64),
                ParquetColumn("x", .double),
                ParquetColumn("images", .list(of: .image)),
            ])
        for row in 0..<rows {
            let picture = ParquetValue.object(
                names: ["bytes", "path"],
                values: [.bytes(ByteSlice(Array("P\(row)".utf8))), .null])
            try writer.append([
                .string(ByteSlice(Array("é\(row)".utf8))), .int(Int64(row)), .double(.nan),
                .list(row == 1 ? [] : [picture, picture]),
            ])
        }
        try writer.close()
        let source = try MappedFile(path)
        return try AnnotationFile(
            ByteSlice(source, 0..<source.count), path: path, name: "a.parquet", index: 2,
            reader: AnnotationReader(format: .auto, rows: nil, requiredFields: []))
    }

    @Test func valuesAreJSONAndBytesStandBesideIt() throws {
        let folder = try TemporaryFolder()
        let file = try file(folder, rows: 3)
        var rows: [SourceRecord] = []
        var places: [RowPlace] = []
        try file.forEachRow { place, row in
            places.append(place)
            if let record = try? row.get() { rows.append(record) }
            return true
        }
        #expect(places.map(\.position) == [0, 1, 2] && places.allSatisfy { $0.fileIndex == 2 })
        try #require(rows.count == 3)
        #expect(rows[0].value["q"] == "é0")
        #expect(rows[2].value["n"] == 2)
        #expect(rows[0].value["x"] == .null)
        #expect(rows[1].value["images"] == [])
        #expect(rows[0].bytes(at: ["images", "1", "bytes"])?.text == "P0")
        #expect(
            rows[0].value["images"] == [
                ["bytes": .null, "path": .null], ["bytes": .null, "path": .null],
            ])
        #expect(rows[1].binaries.isEmpty)
    }

    @Test func rowsAreReadInAnyOrder() throws {
        let folder = try TemporaryFolder()
        let file = try file(folder, rows: 1000)
        var generator = CounterGenerator(Seed(3))
        let some = (0..<50).map { _ in generator.index(below: 1000) }
        for row in some + Array(400..<420) + [999, 0] {
            let place = RowPlace(fileIndex: 2, position: row, byteCount: 0, row: row, line: 0)
            #expect(try file.record(at: place).get().value["n"] == .integer(row))
        }
        for row in [-1, 1000, .max] {
            let place = RowPlace(fileIndex: 2, position: row, byteCount: 0, row: row, line: 0)
            #expect(throws: Refusal.self) { try file.record(at: place).get() }
        }
    }

    @Test func whatIsNoParquetIsRefused() throws {
        let folder = try TemporaryFolder()
        let text = "PAR1 and nothing more, PAR"
        try folder.write(text, to: "a.parquet")
        let refusal = #expect(throws: Refusal.self) {
            try AnnotationFile(
                ByteSlice(Array(text.utf8)), path: folder.path + "/a.parquet", name: "a.parquet",
                index: 0,
                reader: AnnotationReader(format: .auto, rows: nil, requiredFields: []))
        }
        #expect(refusal?.reason == "bad_magic")
        let inside = #expect(throws: Refusal.self) {
            try AnnotationFile(
                ByteSlice(Array("PAR1".utf8)), name: "a.parquet", index: 0,
                reader: AnnotationReader(format: .auto, rows: nil, requiredFields: []))
        }
        #expect(inside?.reason == "wrong_container")
    }
}
