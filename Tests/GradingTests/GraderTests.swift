import Records
import Testing

@testable import Grading

@Suite("Graders")
struct GraderTests {
    struct Case: Sendable {
        var response: String
        var gold: String
        var verdict: Verdict
        var reason = Rollout.FinishReason.stop
        var choices: [String] = []
    }

    static let cases = [
        Case(response: "Blue", gold: "blue", verdict: .right),
        Case(response: "5 hours", gold: "5 minutes", verdict: .wrong),
        Case(response: "", gold: "", verdict: .noAnswerFound),
        Case(response: " ", gold: "blue", verdict: .noAnswerFound),
        Case(response: "blue", gold: "blue", verdict: .truncated, reason: .length),
        Case(response: "blue", gold: "", verdict: .notGradable),
        Case(response: "12 cm", gold: "B", verdict: .right, choices: ["10 cm", "12 cm"]),
    ]

    @Test("verdicts", arguments: cases)
    func verdicts(testCase: Case) {
        let graded = Grader(format: .answer).grade(
            testCase.response, finishReason: testCase.reason, gold: testCase.gold,
            choices: testCase.choices)
        #expect(graded.verdict == testCase.verdict)
    }

    @Test("a response without its sections has no answer, whatever it says")
    func noFallback() {
        let graded = Grader(format: .describeThinkAnswer)
            .grade("blue", finishReason: .stop, gold: "blue")
        #expect(graded == GradedResponse(answer: nil, verdict: .noAnswerFound))
    }

    @Test("a recipe that says so has the whole response graded")
    func wholeResponse() {
        let grader = Grader(format: .describeThinkAnswer, gradesWholeResponse: true)
        #expect(
            grader.grade(" blue ", finishReason: .stop, gold: "blue")
                == GradedResponse(answer: "blue", verdict: .right))
        #expect(grader.grade(" ", finishReason: .stop, gold: "blue").verdict == .noAnswerFound)
    }

    @Test("a response that was cut off is truncated, and says what it had answered")
    func truncated() {
        let response = "<description> a </description> <think> b </think> 1"
        #expect(
            Grader(format: .describeThinkAnswer).grade(response, finishReason: .length, gold: "1")
                == GradedResponse(answer: "1", verdict: .truncated))
    }
}
