import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

/// The hostile annotation files of `nasty/text`: what each must come to.
@Suite(.enabled(if: TestData.root != nil, "\(TestData.remedy)"))
struct NastyTextTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var file: String
        var questions: Int
        var reasons: [String] = []
        var warnings = 0
        var testDescription: String { file }
    }

    /// One bad row of five.
    private static func row(_ file: String, _ reason: String) -> Case {
        Case(file: file + ".jsonl", questions: 4, reasons: [reason])
    }

    /// Five good rows.
    private static func good(_ file: String, warnings: Int = 0) -> Case {
        Case(file: file + ".jsonl", questions: 5, warnings: warnings)
    }

    /// A file that is refused whole, so that nothing is left of the split.
    private static func whole(_ file: String, _ reason: String) -> Case {
        Case(file: file, questions: 0, reasons: [reason], warnings: 2)
    }

    static let cases: [Case] = [
        row("broken_line", "bad_json"), row("single_quotes", "bad_json"),
        row("comment_line", "bad_json"), row("two_objects_on_a_line", "bad_json"),
        row("nan_infinity", "bad_json"), row("nul_bytes", "control_char"),
        row("nul_escaped", "control_char"), row("lone_surrogate", "bad_encoding"),
        row("overlong_utf8", "bad_encoding"), row("deep_nesting_100k", "too_deep"),
        row("huge_exponent", "numeric_answer"), row("missing_answer", "missing_answer"),
        row("blank_answer", "missing_answer"), row("missing_question", "missing_question"),
        row("empty_question", "missing_question"), row("only_image_tag", "missing_question"),
        row("question_5MB", "too_long"), row("answer_1MB", "too_long"),
        row("answer_list", "list_answer"), row("answer_empty_list", "missing_answer"),
        row("answer_object", "wrong_type"), row("image_missing_file", "missing_image"),
        row("image_field_absent", "missing_image"), row("image_empty_list", "missing_image"),
        row("image_list_with_null", "missing_image"), row("image_empty_string", "missing_image"),
        row("image_is_directory", "not_an_image"), row("image_path_escape_inner", "path_escape"),
        row("image_path_absolute", "path_escape"), row("image_path_home", "missing_image"),
        row("image_path_gaokao_style", "path_escape"), row("image_path_backslash", "missing_image"),
        row("image_path_http_url", "remote_image"), row("image_path_dev", "path_escape"),
        row("image_path_nul", "control_char"), row("image_path_trailing_space", "missing_image"),
        row("image_path_case", "missing_image"), row("image_path_repeat_1000", "too_many_images"),
        row("image_path_percent_encoded_space", "missing_image"),
        row("image_path_nfd_disk_nfc", "missing_image"),
        row("tags_two_one_image", "image_tag_mismatch"), row("tags_in_text", "image_tag_mismatch"),
        row("special_tokens_injection", "special_token"),
        good("bom_utf8"), good("crlf"), good("no_final_newline"), good("u2028_inside_string"),
        good("nul_padding_tail", warnings: 1), good("float_exact_text"),
        good("escaped_unicode_and_slash"), good("json_array_named"), good("question_one_char"),
        good("answer_int"), good("answer_float"), good("answer_bool"),
        good("extra_unknown_fields"), good("image_string_not_list"),
        good("image_path_dotdot_but_inside"), good("base64_image_inline_4MB"),
        // The picture is that of another row with the same question and another answer.
        good("base64_image_inline_ok", warnings: 1), good("image_path_space", warnings: 1),
        good("image_path_cjk", warnings: 1),
        good("tags_none"), good("tags_numbered"), good("boxed_answer_in_question"),
        good("bidi_and_zero_width"), good("ansi_escape"), good("shell_and_sql"),
        good("format_string"), good("formula_injection_csv"), good("latex_heavy"),
        good("zalgo_combining"), good("unicode_answer_digits"), good("unicode_minus"),
        good("number_formats"), good("percent_and_units"),
        Case(file: "blank_lines.jsonl", questions: 4),
        Case(file: "dict_of_rows.json", questions: 5, warnings: 1),
        Case(file: "duplicate_rows.jsonl", questions: 2, reasons: ["duplicate_id"]),
        Case(file: "conflicting_answers.jsonl", questions: 2, warnings: 1),
        whole("utf16le_bom.jsonl", "bad_encoding"), whole("empty.jsonl", "empty_file"),
        whole("only_newlines.jsonl", "empty_file"), good("gzip_named"),
        whole("truncated_array.json", "bad_json"),
    ]

    @Test(arguments: cases)
    func aFileComesToItsVerdict(_ given: Case) throws {
        let root = try #require(TestData.root) + "/nasty/text"
        let run = try IngestRun([try Fixture.dataset(root: root, splits: [("train", given.file)])])
        #expect(run.questions.count == given.questions)
        #expect(run.reasons == given.reasons, "\(run.rejects.map(\.detail))")
        #expect(run.summary.warnings.count == given.warnings, "\(run.summary.warnings)")
        // The third row is the bad one.
        if given.questions == 4, !given.reasons.isEmpty { #expect(run.rejects.first?.row == 2) }
    }

    static let tables: [Case] = [
        Case(file: "quoted_newline.csv", questions: 2), Case(file: "bom_crlf.csv", questions: 1),
        whole("unbalanced_quote.csv", "bad_csv"), whole("header_only.csv", "empty_file"),
        Case(file: "nul.csv", questions: 0, reasons: ["control_char"], warnings: 1),
    ]

    /// A table with questions, answers and numbers of pictures.
    private func table(_ file: String) throws -> DatasetSpecification {
        let root = try #require(TestData.root) + "/nasty/text"
        var dataset = try Fixture.dataset(root: root, splits: [("train", file)])
        dataset.columns.id = nil
        dataset.columns.question = .field(try Fixture.path("question"))
        dataset.columns.images = .template(
            try #require(ColumnTemplate("images/{image_id}.png")))
        return dataset
    }

    @Test(arguments: ["semicolon.csv", "no_header.csv"])
    func `a table whose header lacks a column is an error`(_ file: String) throws {
        let dataset = try table(file)
        let fault = #expect(throws: Fault.self) { try IngestRun([dataset]) }
        #expect(fault?.code == .badInput)
        #expect(fault?.message.contains("which `columns.question` reads; in `\(file)`") == true)
        #expect(
            fault?.message.contains("separated by `;`") == (file == "semicolon.csv"),
            "\(fault?.message ?? "")")
    }

    @Test(arguments: tables)
    func aTableComesToItsVerdict(_ given: Case) throws {
        let run = try IngestRun([try table(given.file)])
        #expect(run.questions.count == given.questions)
        #expect(run.reasons == given.reasons, "\(run.rejects.map(\.detail))")
        #expect(run.summary.warnings.count == given.warnings, "\(run.summary.warnings)")
    }

    @Test func rowsWithoutNamesAreMappedByPosition() throws {
        let root = try #require(TestData.root) + "/nasty/text"
        var dataset = try Fixture.dataset(root: root, splits: [("train", "list_of_lists.json")])
        dataset.columns.id = nil
        dataset.columns.question = .field(try Fixture.path("0"))
        dataset.columns.answer = .field(try Fixture.path("1"))
        dataset.columns.images = .template(try #require(ColumnTemplate("images/{2}.png")))
        let run = try IngestRun([dataset])
        #expect(run.questions.map(\.id) == (0..<5).map { "train/\($0)" })
        #expect(run.questions.map(\.answer) == ["11", "12", "13", "14", "15"])
    }

    @Test func aLeakBetweenSplitsIsCounted() throws {
        let root = try #require(TestData.root) + "/nasty/text"
        var dataset = try Fixture.dataset(
            root: root, splits: [("train", "leak/train.jsonl"), ("test", "leak/test.jsonl")])
        // The paths go up one folder, from the folder of the annotations.
        for index in dataset.splits.indices { dataset.splits[index].images = "leak" }
        let run = try IngestRun([dataset])
        #expect(run.rejects.isEmpty)
        #expect(run.questions.count == 5)
        #expect(run.summary.warnings.count == 1)
    }
}
