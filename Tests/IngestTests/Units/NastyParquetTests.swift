import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

/// The hostile Parquet files of `nasty/parquet`: what each must come to.
@Suite(.enabled(if: TestData.root != nil, "\(TestData.remedy)"))
struct NastyParquetTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var file: String
        var questions: Int
        var reasons: [String]
        var testDescription: String { file }
    }

    /// A file that is refused whole.
    private static func whole(_ file: String, _ reason: String) -> Case {
        Case(file: file + ".parquet", questions: 0, reasons: [reason])
    }

    /// One bad row of six.
    private static func row(_ file: String, _ reason: String) -> Case {
        Case(file: file + ".parquet", questions: 5, reasons: [reason])
    }

    /// All six rows have it.
    private static func all(_ file: String, _ reason: String) -> Case {
        Case(
            file: file + ".parquet", questions: 0,
            reasons: Array(repeating: reason, count: 6))
    }

    static let cases: [Case] = [
        whole("truncated_head_lost", "bad_magic"), whole("wrong_magic_head", "bad_magic"),
        whole("encrypted_footer_PARE", "encrypted"), whole("footer_length_4GB", "bad_footer"),
        whole("footer_length_0", "bad_footer"), whole("footer_garbage", "bad_footer"),
        whole("is_jsonl", "bad_magic"), whole("git_lfs_pointer", "git_lfs_pointer"),
        whole("page_data_corrupt_zstd_frame", "corrupt_page"),
        whole("page_checksum_mismatch", "bad_crc"), whole("page_header_garbage", "corrupt_page"),
        whole("zero_columns", "missing_columns"), whole("zero_rows", "empty_file"),
        whole("duplicate_column_names", "duplicate_json_key"),
        row("images_null_row", "missing_image"), row("images_null_struct", "missing_image"),
        row("images_bytes_null_path_null", "missing_image"),
        row("images_bytes_null_path_missing_file", "missing_image"),
        row("images_bytes_empty", "empty_file"), row("images_two_tags_one", "image_tag_mismatch"),
        row("string_column_invalid_utf8", "bad_encoding"),
        row("image_bytes_120MB", "entry_too_large"),
        all("images_all_null", "missing_image"),
        Case(
            file: "answer_list.parquet", questions: 3,
            reasons: ["list_answer", "missing_answer", "missing_answer"]),
        Case(file: "columns_2000.parquet", questions: 6, reasons: []),
    ]

    @Test(arguments: cases)
    func `a file comes to its verdict`(_ given: Case) throws {
        let run = try ingest(given.file)
        #expect(run.questions.count == given.questions)
        #expect(run.reasons == given.reasons, "\(run.rejects.map(\.detail))")
        #expect(run.summary.accounting.balances)
    }

    @Test(arguments: ["answer", "images"])
    func `a column that is not there is an error`(_ column: String) throws {
        let fault = #expect(throws: Fault.self) {
            try ingest("missing_\(column)_column.parquet")
        }
        #expect(fault?.code == .badInput)
        #expect(fault?.message.contains("has the field `\(column)`") == true)
    }

    @Test func `a number that is none is no answer`() throws {
        let run = try ingest("answer_double.parquet")
        #expect(run.questions.count + run.rejects.count == 6)
        #expect(run.reasons.allSatisfy { $0 == "missing_answer" || $0 == "numeric_answer" })
        #expect(!run.reasons.isEmpty)
    }

    @Test func `a set of shards that is not whole is refused`() throws {
        let run = try ingest("shards_schema_drift/train-*.parquet")
        #expect(run.questions.isEmpty)
        #expect(run.reasons == ["shard_set"])
        // One that is asked for by name is taken as it is.
        #expect(try ingest("shards_schema_drift/train-00000-of-00003.parquet").questions.count == 6)
    }

    private func ingest(_ file: String) throws -> IngestRun {
        let root = try #require(TestData.root) + "/nasty/parquet"
        var dataset = try Fixture.dataset(root: root, splits: [("train", file)])
        dataset.format = .parquet
        dataset.columns.id = nil
        return try IngestRun([dataset])
    }
}
