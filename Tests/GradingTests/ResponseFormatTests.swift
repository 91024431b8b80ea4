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

    struct Found: Sendable, CustomTestStringConvertible {
        var format: ResponseFormat
        var response: String
        var answer: String?
        var isWellFormed: Bool
        var testDescription: String { "\(format.rawValue): \(response)" }

        init(_ format: ResponseFormat, _ response: String, _ answer: String?, _ isWellFormed: Bool)
        {
            self.format = format
            self.response = response
            self.answer = answer
            self.isWellFormed = isWellFormed
        }
    }

    private static let pebr =
        "### Image Description: d\n### Rationales: r\n### Step 1: s\n### The final answer is: 4"
    private static let vision = #"<description>d</description><think>t</think>\boxed{4}"#

    static let found: [Found] = [
        Found(.pebr, pebr, "4", true),
        Found(.pebr, pebr.lowercased(), "4", true),
        Found(.pebr, pebr.replacing("Step 1", with: "Step1"), "4", true),
        Found(.pebr, pebr.replacing("### Rationales:", with: ""), "4", false),
        Found(.pebr, pebr + "\n### The final answer is:\n  5 cm \nbecause", "5 cm", true),
        Found(.pebr, pebr + " or 5\r\nmore", "4 or 5", true),
        Found(.pebr, "### Image Description: d\nThe final answer is: 4", nil, false),
        Found(.pebr, "### The final answer is: ", nil, false),
        Found(.visionSR1, vision, "4", true),
        Found(.visionSR1, " " + vision.replacing("><think", with: ">\n<think") + "\n", "4", true),
        Found(.visionSR1, vision.replacing("{4}", with: #"{\frac{1}{2}}"#), #"\frac{1}{2}"#, true),
        Found(.visionSR1, vision.replacing("{4}", with: #"{\{1, 2\}}"#), #"\{1, 2\}"#, true),
        Found(.visionSR1, vision.replacing("{4}", with: "{a < b}"), "a < b", true),
        Found(.visionSR1, vision + " so", "4", false),
        Found(.visionSR1, vision + #" \boxed{5}"#, "5", false),
        Found(.visionSR1, #"<think>\boxed{3}</think> 4"#, nil, false),
        Found(.visionSR1, vision.replacing("<think>", with: "<think><think>"), "4", false),
        Found(.visionSR1, #"\boxed{4}"#, "4", false),
        Found(.answerTag, "<think>t</think> <answer> 4 </answer>", "4", true),
        Found(.answerTag, "<answer>4</answer>", "4", true),
        Found(.answerTag, "<answer>3</answer> <answer>4</answer>", "4", false),
        Found(.answerTag, "<answer>4</answer> so", "4", false),
        Found(.answerTag, "<answer>4</answer><think>t</think>", "4", false),
        Found(.answerTag, "<answer></answer>", nil, false),
        Found(.answerTag, "<answer>4", nil, false),
        Found(.boxed, #"so \boxed{3}, no: \boxed {4}."#, "4", true),
        Found(.boxed, #"\boxed{\text{a}{b}}"#, #"\text{a}{b}"#, true),
        // A box that does not close is no answer, and what was boxed before was corrected.
        Found(.boxed, #"\boxed{3} no, \boxed{4"#, nil, false),
        Found(.boxed, #"\boxed{}"#, nil, false), Found(.boxed, "4", nil, false),
        Found(.choice, "B", "B", true), Found(.choice, "(b)", "B", true),
        Found(.choice, "B. 12 cm", "B", true), Found(.choice, "**B**", "B", true),
        Found(.choice, "I think so.\nThe answer is (C).", "C", true),
        Found(.choice, "A is too small, so the answer is B. It fits.", "B", true),
        Found(.choice, #"A or B? \boxed{B}"#, "B", true), Found(.choice, "because\nD)", "D", true),
        Found(.choice, "A. 5\nB. 6\nC. 7", nil, false), Found(.choice, "A circle", nil, false),
        Found(.choice, "The answer is 12 cm", nil, false), Found(.choice, "", nil, false),
        Found(.free, "So the answer is 4 cm. I am sure.", "4 cm", true),
        Found(.free, "The answer is 3.5.", "3.5.", true),
        Found(.free, "**Answer:** blue", "blue", true),
        Found(.free, #"The answer is \boxed{4}."#, "4", true),
        Found(.free, #"\boxed{3}. Wait. The final answer is: 4"#, "4", true),
        Found(.free, "<answer>4</answer>", "4", true), Found(.free, "4", nil, false),
        Found(.free, "The answer is", nil, false),
    ]

    @Test("each format finds its answer, the last one", arguments: found)
    func answers(testCase: Found) {
        let parsed = testCase.format.parse(testCase.response, finished: true)
        #expect(parsed.answer == testCase.answer)
        #expect(parsed.isWellFormed == testCase.isWellFormed)
        #expect(!testCase.format.parse(testCase.response, finished: false).isWellFormed)
    }

    @Test("descriptions and thoughts are found where the format has them")
    func descriptions() {
        let pebr = ResponseFormat.pebr.parse(ResponseFormatTests.pebr, finished: true)
        #expect(pebr.description == "d")
        #expect(pebr.thought == "r\n### Step 1: s")
        let vision = ResponseFormat.visionSR1.parse(ResponseFormatTests.vision, finished: true)
        #expect(vision.description == "d")
        #expect(vision.thought == "t")
    }

    @Test("long responses of nothing but marks end", arguments: ResponseFormat.allCases)
    func marks(format: ResponseFormat) {
        for piece in ["\\boxed{", "<answer>", "###", "<think>", "answer is ", "}", "\n"] {
            let parsed = format.parse(String(repeating: piece, count: 1000), finished: true)
            #expect(!parsed.isWellFormed || format == .answer || format == .free)
        }
    }
}
