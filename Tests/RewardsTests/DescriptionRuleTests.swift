import Grading
import Records
import Testing

@testable import Rewards

@Suite("Which descriptions may earn a reward")
struct DescriptionRuleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var description: String?
        var answer = "2"
        var keywords = ["nw red circle", "e blue star"]
        var choices: [String] = []
        /// What each rule says.
        var markup: DescriptionRule.Flaw?
        var ending: DescriptionRule.Flaw?

        var testDescription: String { description ?? "none" }
    }

    @Test(arguments: [
        Case(description: "nw red circle e blue star"),
        Case(description: nil, markup: .missing, ending: .missing),
        Case(description: " \n", markup: .missing, ending: .missing),
        Case(description: "nw red circle \\boxed{2}", markup: .leak, ending: .leak),
        Case(description: "nw red circle \\boxed{", markup: .leak, ending: .leak),
        Case(description: "a circle <answer> 2", markup: .leak, ending: .leak),
        Case(description: "a circle <think> 1 2", markup: .leak, ending: .leak),
        Case(description: "a circle </description> 2", markup: .leak, ending: .leak),
        Case(description: "Two shapes. The answer is 2.", markup: .leak, ending: .leak),
        Case(description: "Two shapes. Answer: 3", markup: .leak, ending: .leak),
        // The answer stands at the end, where only one of the rules looks.
        Case(description: "nw red circle 2", ending: .leak),
        Case(description: "2 nw red circle"),
        Case(description: "nw red circle yes", answer: "yes", ending: .leak),
        // A keyword holds the answer: the description has to say it.
        Case(description: "nw red circle e blue star", answer: "star"),
        Case(description: "nw red circle e blue star", answer: "blue star"),
        Case(description: "nw red circle star", answer: "star"),
        // Without keywords nobody knows what a description has to say.
        Case(description: "nw red circle 2", keywords: []),
        Case(
            description: "a red circle, a cat", answer: "B", choices: ["dog", "cat"], ending: .leak),
    ])
    func `a description is missing, leaks the answer, or is read`(_ given: Case) {
        let question = Question(
            id: "q", source: "s", split: "train", capability: .fine, text: "how many ?",
            answer: given.answer, choices: given.choices, keywords: given.keywords)
        #expect(DescriptionRule(.markup).flaw(in: given.description, of: question) == given.markup)
        #expect(DescriptionRule(.ending).flaw(in: given.description, of: question) == given.ending)
    }

    @Test func `a response that is not closed has no description to read`() {
        let question = Question(
            id: "q", source: "s", split: "train", capability: .fine, text: "how many ?",
            answer: "2")
        for format in [ResponseFormat.describeThinkAnswer, .visionSR1, .answer] {
            let parsed = format.parse("<description> two \\boxed{2}", finished: true)
            #expect(DescriptionRule().flaw(in: parsed.description, of: question) == .missing)
        }
    }
}
