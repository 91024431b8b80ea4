import Testing

@testable import Grading

@Suite("Answers that a description states")
struct AnswerMentionTests {
    struct Case: Sendable {
        var text: String
        var gold: String
        var choices: [String] = []
        var isStated: Bool
    }

    @Test(
        "a description states an answer that stands in it as whole words or numbers",
        arguments: [
            Case(text: "A red circle, top left.", gold: "Circle", isStated: true),
            Case(text: "Two circles.", gold: "circle", isStated: false),
            Case(text: "there are 5 cats", gold: "5", isStated: true),
            Case(text: "it costs 5.50 or 1,500", gold: "5", isStated: false),
            Case(text: "it costs 5.50.", gold: "5.50", isStated: true),
            Case(text: "a dark blue square", gold: "dark blue", isStated: true),
            Case(text: "dark, then blue", gold: "dark blue.", isStated: false),
            Case(text: "blue dark", gold: "dark blue", isStated: false),
            Case(text: "no cat is there", gold: "no", isStated: false),
            Case(text: "a cat and a dog", gold: "A", choices: ["cat", "cow"], isStated: true),
            Case(text: "a dog and a hen", gold: "A", choices: ["cat", "cow"], isStated: false),
            Case(text: "option C", gold: "C", choices: ["cat", "cow"], isStated: true),
            Case(text: "ein großer Ärger", gold: "GROSSER", isStated: false),
            Case(text: "ein großer Ärger", gold: "ärger", isStated: true),
            Case(text: "", gold: "x", isStated: false), Case(text: "x", gold: "", isStated: false),
        ])
    func stated(testCase: Case) {
        #expect(
            AnswerMention.isStated(
                in: testCase.text, gold: testCase.gold, choices: testCase.choices)
                == testCase.isStated)
    }
}
