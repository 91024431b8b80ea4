import Records
import Testing

@testable import Grading

@Suite struct LenientReadingTests {
    struct Case: Sendable {
        var response: String
        var gold = "12"
        var choices: [String] = []
        var verdict = Verdict.noAnswerFound
        var isRight: Bool?
    }

    @Test(arguments: [
        Case(response: #"so \boxed{12}"#, isRight: true),
        Case(response: "<answer>12</answer>", isRight: true),
        Case(response: "I think.\n\n12\n ", isRight: true),
        Case(response: "12", isRight: true),
        Case(response: "The answer is (B).", choices: ["10", "12"], isRight: true),
        Case(response: "It is 13.", isRight: false),
        Case(response: "", isRight: false),
        Case(response: "There are 12 of them and 13 of those, which is a lot", isRight: false),
        // Cut off behind its answer.
        Case(
            response: "<description> d </description> <think> t </think> 12",
            verdict: .truncated, isRight: true),
        Case(response: "<description> twelve or so", verdict: .truncated, isRight: false),
        // Nothing is said of what has a verdict of its own.
        Case(response: "12", verdict: .right), Case(response: "12", verdict: .wrong),
        Case(response: "12", verdict: .notGradable),
    ])
    func `a response is right but for the format if any reading of it is`(testCase: Case) {
        let grader = Grader(format: .describeThinkAnswer)
        let gold = testCase.choices.isEmpty ? testCase.gold : "B"
        #expect(
            grader.isRightButFormat(
                testCase.response, verdict: testCase.verdict, gold: gold,
                choices: testCase.choices) == testCase.isRight)
    }
}
