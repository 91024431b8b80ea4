import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

/// The rows of `nasty/text` that are read well and are doubtful by what they say: what each must come
/// to. The third row is the bad one.
@Suite(.enabled(if: TestData.root != nil, "\(TestData.remedy)"))
struct NastyTextCheckTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var file: String
        var refusals: [String] = []
        var warnings: [String] = []
        var testDescription: String { file }
    }

    private static func refused(_ file: String, _ reason: String) -> Case {
        Case(file: file, refusals: [reason])
    }

    private static func warned(_ file: String, _ reason: String) -> Case {
        Case(file: file, warnings: [reason])
    }

    @Test(arguments: [
        refused("blank_answer", "missing_answer"), refused("answer_empty_list", "missing_answer"),
        refused("missing_answer", "missing_answer"), refused("empty_question", "missing_question"),
        refused("missing_question", "missing_question"),
        refused("only_image_tag", "missing_question"), refused("question_5MB", "too_long"),
        refused("answer_1MB", "too_long"), refused("answer_object", "wrong_type"),
        refused("answer_list", "list_answer"), refused("huge_exponent", "numeric_answer"),
        refused("nul_escaped", "control_char"),
        refused("image_path_repeat_1000", "too_many_images"),
        refused("tags_two_one_image", "image_tag_mismatch"),
        refused("tags_in_text", "image_tag_mismatch"),
        refused("special_tokens_injection", "special_token"),
        refused("image_empty_list", "missing_image"),
        warned("tags_numbered", "image_tag_mismatch"),
        warned("question_one_char", "degenerate"), warned("zalgo_combining", "degenerate"),
        warned("boxed_answer_in_question", "answer_leak"),
        warned("bidi_and_zero_width", "control_char"), warned("ansi_escape", "control_char"),
        warned("unicode_answer_digits", "unicode_lookalike"),
        warned("unicode_minus", "unicode_lookalike"), warned("tags_none", "image_tag_missing"),
        Case(file: "answer_int"), Case(file: "answer_float"), Case(file: "answer_bool"),
        Case(file: "float_exact_text"), Case(file: "shell_and_sql"), Case(file: "format_string"),
        Case(file: "formula_injection_csv"), Case(file: "latex_heavy"),
        Case(file: "number_formats"), Case(file: "percent_and_units"),
        Case(file: "u2028_inside_string"), Case(file: "escaped_unicode_and_slash"),
    ])
    func `a row comes to its verdict and the others pass`(given: Case) throws {
        let path = try #require(TestData.root) + "/nasty/text/\(given.file).jsonl"
        let lines = try FileSystem.read(path).split(separator: UInt8(ascii: "\n"))
        let checker = TextChecker(rules: TextRules())
        for (index, line) in lines.enumerated() {
            let row = try JSONReader.parse(Array(line), file: path)
            let (refusals, warnings) = verdict(on: row, checker)
            #expect(refusals.first == (index == 2 ? given.refusals.first : nil), "row \(index)")
            if index != 2 || given.refusals.isEmpty {
                #expect(warnings == Set(index == 2 ? given.warnings : []), "row \(index)")
            }
        }
    }

    private func verdict(
        on row: JSONValue, _ checker: TextChecker
    ) -> (refusals: [String], warnings: Set<String>) {
        let answer: String?
        do throws(Refusal) {
            answer = try AnswerRenderer(rules: TextRules().answer).text(of: row["answer"] ?? .null)
        } catch {
            return ([error.reason], [])
        }
        let question = Question(
            id: "1", source: "nasty", split: "train", capability: .fine,
            text: row["problem"]?.stringValue ?? "", answer: answer ?? "")
        let findings = checker.check(
            question: question, imageCount: row["images"]?.arrayValue?.count ?? 1)
        return (
            findings.refusals.map(\.reason.rawValue), Set(findings.warnings.map(\.reason.rawValue))
        )
    }
}
