import Testing

@testable import Grading

@Suite("Taking responses apart")
struct ResponseFormatTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var response: String
        var description: String?
        var answer: String?
        var isWellFormed: Bool
        var finished = true
        var testDescription: String { response }
    }

    static let sections = [
        Case(
            response: "<description> nw red circle </description> <think> red 1 </think> 1",
            description: "nw red circle", answer: "1", isWellFormed: true),
        Case(
            response: "<description> nw red circle </description> <think> </think> 1",
            description: "nw red circle", answer: "1", isWellFormed: true),
        Case(
            response: "<description> nw red circle </description> <think> red 1 </think> 1",
            description: "nw red circle", answer: "1", isWellFormed: false, finished: false),
        Case(
            response: "<description> </description> <think> red 1 </think> 1", description: "",
            answer: "1", isWellFormed: false),
        Case(
            response: "<description> a </description> <think> b </think>", description: "a",
            answer: nil, isWellFormed: false),
        Case(response: "red", description: nil, answer: nil, isWellFormed: false),
        Case(response: "", description: nil, answer: nil, isWellFormed: false),
        Case(
            response: "<think> b </think> 1", description: nil, answer: "1", isWellFormed: false),
        Case(
            response: "<think> b </think> <description> a </description> 1", description: "a",
            answer: nil, isWellFormed: false),
        Case(
            response: "so <description> a </description> <think> b </think> 1",
            description: "a", answer: "1", isWellFormed: false),
        Case(
            response: "<description> a </description> and <think> b </think> 1",
            description: "a", answer: "1", isWellFormed: false),
        // The last section counts, and a tag in the answer is no answer.
        Case(
            response: "<description> a </description> <think> b </think> 1 <think> c </think> 2",
            description: "a", answer: "2", isWellFormed: false),
        Case(
            response: "<description> a </description> <think> b </think> 1 <think>",
            description: "a", answer: nil, isWellFormed: false),
        Case(
            response: "</description> <description>", description: nil, answer: nil,
            isWellFormed: false),
    ]

    @Test("describe, think, answer", arguments: sections)
    func describeThinkAnswer(testCase: Case) {
        let parsed = ResponseFormat.describeThinkAnswer.parse(
            testCase.response, finished: testCase.finished)
        #expect(parsed.description == testCase.description)
        #expect(parsed.answer == testCase.answer)
        #expect(parsed.isWellFormed == testCase.isWellFormed)
    }

    static let plain = [
        Case(response: " dark  blue ", description: nil, answer: "dark  blue", isWellFormed: true),
        Case(response: "", description: nil, answer: nil, isWellFormed: false),
        Case(response: "<unk>", description: nil, answer: "<unk>", isWellFormed: false),
        Case(
            response: "blue", description: nil, answer: "blue", isWellFormed: false,
            finished: false),
    ]

    @Test("the answer alone", arguments: plain)
    func answerAlone(testCase: Case) {
        let parsed = ResponseFormat.answer.parse(testCase.response, finished: testCase.finished)
        #expect(parsed.answer == testCase.answer)
        #expect(parsed.isWellFormed == testCase.isWellFormed)
    }
}
