import Manifests
import Records
import Testing

@testable import Ingest

@Suite struct AnswerRendererTests {
    struct Case: Sendable {
        var value: JSONValue
        var lists = TextRules.Answers.Lists.reject
        var booleans = TextRules.Answers.Booleans.keep
        var text: String?
        var reason: String?
    }

    @Test(arguments: [
        Case(value: "Seven ", text: "Seven "), Case(value: .number("1.10"), text: "1.10"),
        Case(value: .number("1.0"), text: "1.0"), Case(value: .number("1E5"), text: "1E5"),
        Case(value: .null), Case(value: true, text: "true"),
        Case(value: true, booleans: .yesNo, text: "Yes"),
        Case(value: false, booleans: .yesNo, text: "No"),
        Case(value: .number("1e999"), reason: "numeric_answer"),
        Case(value: .number("nan"), reason: "numeric_answer"),
        Case(value: .number("-Infinity"), reason: "numeric_answer"),
        Case(value: ["a": 1], reason: "wrong_type"),
        Case(value: []), Case(value: [.null]), Case(value: [], lists: .first),
        Case(value: ["A"], text: "A"), Case(value: ["A", "C"], reason: "list_answer"),
        Case(value: ["A", "C"], lists: .first, text: "A"),
        Case(value: ["A", 2, true], lists: .join, booleans: .yesNo, text: "A, 2, Yes"),
        Case(value: ["A", .null], lists: .join, reason: "wrong_type"),
        Case(value: ["A", ["B"]], lists: .join, reason: "wrong_type"),
        Case(value: [["A"]], reason: "wrong_type"),
        Case(value: [.number("1e999"), 1], lists: .first, reason: "numeric_answer"),
    ])
    func `an answer is rendered by rule`(given: Case) {
        var rules = TextRules.Answers()
        (rules.lists, rules.booleans) = (given.lists, given.booleans)
        do throws(Refusal) {
            #expect(try AnswerRenderer(rules: rules).text(of: given.value) == given.text)
            #expect(given.reason == nil)
        } catch {
            #expect(error.reason == given.reason)
        }
    }
}
