import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

/// What is told of files of each kind, whole and broken.
@Suite struct InspectorTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func inspect(
        _ bytes: [UInt8], _ name: String, rows: Int = 3
    ) throws -> (inspection: Inspection, json: JSONValue) {
        try folder.write(bytes, to: name)
        return try inspect(name, rows: rows)
    }

    private func inspect(
        _ name: String, rows: Int = 3
    ) throws -> (inspection: Inspection, json: JSONValue) {
        let inspection = try Inspector.inspect("\(folder.path)/\(name)", rows: rows)
        // What a script reads is the JSON text.
        let text = Array(inspection.json.serialized.utf8)
        return (inspection, try JSONReader.parse(text, file: "json"))
    }

    private func parquet(rows: Int, isCompressed: Bool = true) throws -> String {
        let path = folder.path + "/train-00000-of-00002.parquet"
        var options = ParquetWriterOptions()
        options.isCompressed = isCompressed
        let writer = try ParquetWriter(
            path,
            columns: [
                ParquetColumn("images", .list(of: .image)), ParquetColumn("Problem", .string),
                ParquetColumn("solution", .int64),
            ], options: options)
        for row in 0..<rows {
            let picture = ByteSlice(Fixture.png(row))
            try writer.append([
                .list([
                    .object(
                        names: ["bytes", "path"],
                        values: [.bytes(picture), .string(ByteSlice(Array("a.png".utf8)))])
                ]), .string(ByteSlice(Array("What\nis it?".utf8))), .int(Int64(row)),
            ])
        }
        try writer.close()
        return "train-00000-of-00002.parquet"
    }

    @Test func `Parquet tells its footer and shows pictures by their size`() throws {
        let name = try parquet(rows: 4)
        let (inspection, json) = try inspect(name)
        #expect(inspection.fault == nil)
        #expect(json["kind"] == "parquet")
        #expect(json["rows"] == 4)
        #expect(json["row_groups"] == 1)
        let features = try #require(json["huggingface"]?.arrayValue)
        #expect(features.first == "images: List<Image>")
        let columns = try #require(json["columns"]?.arrayValue)
        #expect(columns.count == 4)
        #expect(columns.first?["type"] == "binary")
        #expect(json["first_rows"]?.arrayValue?.count == 3)
        let size = Fixture.png(0).count
        let fields = try #require(inspection.firstRows.first?.fields)
        #expect(fields.map(\.name) == ["images", "Problem", "solution"])
        #expect(fields.map(\.text) == ["[<png 32x32, \(size) bytes> a.png]", "What\nis it?", "0"])
    }

    @Test func `a broken page refuses the rows and keeps what the footer says`() throws {
        let name = try parquet(rows: 2)
        var bytes = try FileSystem.read("\(folder.path)/\(name)")
        for place in 4..<40 { bytes[place] ^= 0xFF }
        let (inspection, json) = try inspect(bytes, name)
        #expect(json["rows"] == 2)
        #expect(json["refusal"]?["reason"]?.stringValue == ParquetFault.corruptPage)
        #expect(inspection.fault?.exitStatus == 65)
    }

    @Test func `a data set of the columns can be loaded`() throws {
        let name = try parquet(rows: 1)
        let snippet = try #require(try inspect(name).inspection.dataset)
        try folder.write(snippet, to: "made.yaml")
        let (dataset, _) = try ManifestLoader.dataset(
            path: "\(folder.path)/made.yaml", dataRoot: folder.path)
        #expect(dataset.splits.map(\.name) == ["train"])
        #expect(dataset.splits.first?.annotations == ["train-*-of-00002.parquet"])
        #expect(dataset.columns.question == .field(try Fixture.path("Problem")))
        #expect(dataset.columns.answer == .field(try Fixture.path("solution")))
        #expect(dataset.columns.images == .field(try Fixture.path("images")))
    }

    @Test func `a tar tells its samples, and what is refused`() throws {
        let tar = PlainTar.bytes([
            ("0.png", Fixture.png(0)), ("0.json", Array(#"{"problem":"q","answer":"a"}"#.utf8)),
            ("1.png", Fixture.png(1)), ("../2.png", Fixture.png(2)),
        ])
        let (inspection, json) = try inspect(tar, "a.tar")
        #expect(json["kind"] == "tar")
        #expect(json["entries"] == 4)
        #expect(json["files"] == 3)
        #expect(json["samples"] == 2)
        #expect(json["extensions"]?.arrayValue?.first?["extension"] == "png")
        #expect(json["refused_by_reason"] == [["reason": "path_escape", "entries": 1]])
        let shapes = json["sample_shapes"]?.arrayValue?.map { $0["extensions"]?.stringValue }
        #expect(shapes == ["json + png", "png"])
        let picture = "[<png 32x32, \(Fixture.png(0).count) bytes> 0.png]"
        #expect(inspection.firstRows.first?.fields.map(\.text) == ["0", picture, "q", "a"])
        #expect(inspection.firstRows.dropFirst().first?.refusal?.name == "incomplete_sample")
        #expect(inspection.fault == nil)
    }

    @Test func `a tar that ends too early is refused as an ingest would`() throws {
        let tar = PlainTar.bytes([("0.png", Fixture.png(0)), ("1.png", Fixture.png(1))])
        let (inspection, json) = try inspect(Array(tar.prefix(tar.count - 2048)), "a.tar")
        #expect(json["refusal"]?["reason"] == "truncated")
        #expect(inspection.fault?.exitStatus == 65)
    }

    @Test func `a picture tells what an ingest would do with it`() throws {
        let png = Fixture.png(3)
        let (whole, json) = try inspect(png, "a.jpg")
        #expect(json["kind"] == "picture")
        #expect(json["picture_format"] == "png")
        #expect(json["width"] == 32)
        #expect(json["mode"] == "RGB")
        #expect(json["picture_notes"] == ["extension_mismatch"])
        #expect(whole.fault == nil)
        let cut = try inspect(Array(png.prefix(png.count / 2)), "cut.png")
        #expect(cut.json["width"] == 32)
        #expect(cut.json["refusal"]?["reason"] == "truncated")
    }

    @Test func `an index tells how much it covers, until it is damaged`() throws {
        for sub in ["shards", "index"] { try FileSystem.createFolder("\(folder.path)/\(sub)") }
        let writer = try ShardWriter(
            name: "a", shardFolder: folder.path + "/shards",
            indexFolder: folder.path + "/index")
        try writer.close()
        let path = "index/" + (try #require(try FileSystem.list("\(folder.path)/index").first))
        #expect(try inspect(path).json["kind"] == "index")
        #expect(try inspect(path).json["samples"] == 0)
        let bytes = try FileSystem.read("\(folder.path)/\(path)")
        let broken = try inspect(bytes + [0], path)
        #expect(broken.json["refusal"]?["reason"] == "damaged_index")
    }

    @Test func `a path to nothing is a fault`() {
        #expect(throws: Fault.self) { try Inspector.inspect("\(folder.path)/none") }
    }
}
