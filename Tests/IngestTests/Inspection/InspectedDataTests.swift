import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

/// What is told of real and of hostile files.
@Suite(.enabled(if: TestData.root != nil, "\(TestData.remedy)"))
struct InspectedDataTests {
    struct Case: Sendable {
        var path: String
        var kind: String
        var rows: Int?
        var first: String?
        var refusal: String?
    }

    @Test(arguments: [
        Case(
            path: "geometry3k/hf-native/data/validation-00000-of-00001.parquet", kind: "parquet",
            rows: 280, first: "[<png 487x427, 46873 bytes> 2015.png]"),
        Case(
            path: "easy_vqa/easy_vqa/data/test/questions.json", kind: "json", rows: 9673,
            first: "what is the red shape?"),
        Case(path: "easy_vqa/easy_vqa/data/test/images/0.png", kind: "picture"),
        Case(path: "geometry3k_native_examples/logic_forms.zip", kind: "zip"),
        Case(path: "nasty/archives/tarxz.tar.xz", kind: "xz", first: "ok_0001"),
        Case(path: "nasty/archives/targz_bomb_150MB.tar.gz", kind: "gzip"),
        Case(path: "nasty/archives/targz_bad_crc.tar.gz", kind: "gzip", refusal: "bad_crc"),
        Case(path: "nasty/archives/zip_truncated.zip", kind: "zip", refusal: "truncated"),
        Case(
            path: "nasty/parquet/encrypted_footer_PARE.parquet", kind: "parquet",
            refusal: "encrypted"),
        Case(path: "nasty/images/tiff_2_pages.tif", kind: "picture", refusal: "unsupported_format"),
        Case(path: "nasty/text/utf16le_bom.jsonl", kind: "unknown", refusal: "bad_encoding"),
        Case(path: "nasty/text/vlmevalkit.tsv", kind: "tsv", rows: 2, first: "0"),
    ])
    func `a file is what it is`(test: Case) throws {
        let root = try #require(TestData.root)
        let inspection = try Inspector.inspect("\(root)/\(test.path)")
        #expect(inspection.kind == test.kind)
        #expect(inspection.refusal?.name == test.refusal)
        if let rows = test.rows { #expect(inspection.json["rows"]?.integerValue == rows) }
        if let first = test.first {
            #expect(inspection.firstRows.first?.fields.first?.text == first)
        }
    }

    @Test func `every hostile file is told in bounded words and as JSON`() throws {
        let root = try #require(TestData.root)
        for folder in ["archives", "parquet", "text"] {
            for name in try FileSystem.list("\(root)/nasty/\(folder)") {
                let path = "\(root)/nasty/\(folder)/\(name)"
                let text = Array(try Inspector.inspect(path).json.serialized.utf8)
                #expect(text.count < 100_000, "\(name)")
                #expect(throws: Never.self, "\(name)") {
                    try JSONReader.parse(text, file: name)
                }
            }
        }
    }
}
