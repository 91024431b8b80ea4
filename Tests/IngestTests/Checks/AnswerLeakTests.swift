import Testing

@testable import Ingest

@Suite struct AnswerLeakTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var question: String
        var answer = "13"
        var testDescription: String { question }
    }

    @Test(arguments: [
        Case(question: "The answer is \\boxed{13}."), Case(question: "\\boxed{ $13$ } why?"),
        Case(question: "\\boxed{\\frac{1}{2}}", answer: "\\frac{1}{2}"),
        Case(question: "<answer>13</answer>"), Case(question: "The ANSWER is 13."),
        Case(question: "Answer: 13\nExplain why."),
        Case(question: "so the answer is **(A)**", answer: "a"),
        Case(question: "\\boxed{1} and \\boxed{13}"),
    ])
    func `an answer that the question states is found`(given: Case) {
        #expect(AnswerLeak.gives(given.answer, in: given.question))
    }

    @Test(arguments: [
        Case(question: "Put your answer in \\boxed{}."), Case(question: "\\boxed{131}"),
        Case(question: "\\boxed{13"), Case(question: "The answer is 131."),
        Case(question: "The answer is 13.5"), Case(question: "Answer: A, B or C", answer: "A"),
        Case(question: "Is the answer 13?"), Case(question: "13 balls are there. How many?"),
        Case(question: "\\boxed{}", answer: ""),
        Case(question: String(repeating: "\\boxed{<answer>", count: 4000)),
    ])
    func `a question that only mentions answers is none`(given: Case) {
        #expect(!AnswerLeak.gives(given.answer, in: given.question))
    }
}
