import Records
import Testing

@testable import Grading

@Suite("Exact-match grading")
struct ExactMatchGraderTests {
    struct Case: Sendable {
        var response: String
        var gold: String
        var verdict: Verdict
        var reason = Rollout.FinishReason.stop
    }

    static let cases = [
        Case(response: "Blue", gold: "blue", verdict: .right),
        Case(response: "  dark\tblue ", gold: "Dark Blue", verdict: .right),
        Case(response: "STRASSE", gold: "strasse", verdict: .right),
        Case(response: "no", gold: "on", verdict: .wrong),
        Case(response: "5 hours", gold: "5 minutes", verdict: .wrong),
        Case(response: "", gold: "", verdict: .noAnswerFound),
        Case(response: " ", gold: "blue", verdict: .noAnswerFound),
        Case(response: "blue", gold: "blue", verdict: .truncated, reason: .length),
    ]

    @Test("verdicts", arguments: cases)
    func verdicts(testCase: Case) {
        let grader = ExactMatchGrader(format: .answer)
        let verdict = grader.grade(
            testCase.response, finishReason: testCase.reason, gold: testCase.gold)
        #expect(verdict == testCase.verdict)
    }

    @Test("a response without its sections has no answer, whatever it says")
    func noFallback() {
        let grader = ExactMatchGrader(format: .describeThinkAnswer)
        #expect(grader.grade("blue", finishReason: .stop, gold: "blue") == .noAnswerFound)
    }
}
