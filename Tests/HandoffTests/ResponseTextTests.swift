import Records
import Testing

@testable import Handoff

@Suite struct ResponseTextTests {
    struct Case: Sendable {
        var prompt: String
        var query: String
        var text: String
        var isFinished = true
    }

    private static let question = "<|im_start|>user\nWhat?<|im_end|>\n<|im_start|>assistant\n"
    private static let picture = "<|vision_start|><|image_pad|><|vision_end|>"

    @Test(arguments: [
        Case(prompt: question, query: question + "4<|im_end|>", text: "4"),
        Case(prompt: question, query: question + "4", text: "4", isFinished: false),
        Case(prompt: question, query: question, text: "", isFinished: false),
        // Only what ends a turn is taken off, and white space only with it.
        Case(
            prompt: question, query: question + " <b>4</b> |> \n", text: " <b>4</b> |> \n",
            isFinished: false),
        Case(prompt: question, query: question + "4 \n<|im_end|>\n<|endoftext|> ", text: "4"),
        Case(prompt: "Q: ", query: "<s>Q: 4</s>", text: "4"),
        Case(prompt: "Q: ", query: "Q: 4<end_of_turn><eos>", text: "4"),
        // The first place counts: a policy may go on with a conversation of its own.
        Case(
            prompt: question, query: question + "4<|im_end|>\n" + question + "5",
            text: "4<|im_end|>\n" + question + "5", isFinished: false),
        // Pictures become as many tokens as they take, or others.
        Case(
            prompt:
                "<|im_start|>user\n\(picture)\(picture)What?<|im_end|>\n<|im_start|>assistant\n",
            query: "<|im_start|>user\n"
                + String(
                    repeating: "<|vision_start|>"
                        + String(repeating: "<|image_pad|>", count: 300) + "<|vision_end|>",
                    count: 2) + "What?<|im_end|>\n<|im_start|>assistant\n4<|im_end|>", text: "4"),
        Case(
            prompt: "USER: <image>\nWhat? ASSISTANT:",
            query: "<s>USER: <image><image><image>\nWhat? ASSISTANT: 4</s>", text: " 4"),
        Case(
            prompt: "<s>[INST][IMG]What?[/INST]",
            query: "<s>[INST][IMG][IMG][IMG_BREAK][IMG_END]What?[/INST]4</s>", text: "4"),
        // A decoder that writes the text otherwise is no matter before the last token.
        Case(
            prompt: "<|user|>What is this ?<|end|>\n<|assistant|>\n",
            query: "<|user|>What is this?<|end|>\n<|assistant|>\n4<|end|>", text: "4"),
        Case(prompt: "", query: "4</s>", text: "4"),
        Case(prompt: question, query: question + "e\u{301} 名</s>", text: "e\u{301} 名"),
    ])
    func `a response starts behind its prompt and ends before the tokens that end it`(
        _ test: Case
    ) throws {
        let response = try ResponseText(query: test.query, prompt: test.prompt)
        #expect(Array(response.text.utf8) == Array(test.text.utf8))
        #expect(response.isFinished == test.isFinished)
    }

    struct Apart: Sendable {
        var prompt: String
        var query: String
    }

    @Test(arguments: [
        Apart(prompt: question, query: ""),
        Apart(prompt: question, query: "4"),
        // A prompt that was cut at its end, and one that is another's.
        Apart(prompt: question, query: "<|im_start|>user\nWha4\n<|im_end|>"),
        Apart(prompt: "Q: what [1] < 2? A: ", query: "Q: which [1] < 2? A: 4"),
        Apart(prompt: "Q: what [sic] ? A:\n", query: "Q: what [sic]? A:\n4"),
        Apart(prompt: "\n", query: "4"),
    ])
    func `a text that does not begin with its prompt is refused, not guessed at`(
        _ apart: Apart
    ) {
        let fault = #expect(throws: Fault.self) {
            try ResponseText(query: apart.query, prompt: apart.prompt)
        }
        #expect(fault?.code == .badInput)
        #expect(fault?.message.contains("does not begin with its prompt") == true)
    }

    @Test(.timeLimit(.minutes(1)))
    func `texts that repeat themselves are cut in linear time`() throws {
        let prompt = String(repeating: "<a>", count: 100_000) + "b"
        let query = String(repeating: "<a>", count: 300_000) + "b" + "4"
        #expect(try ResponseText(query: query, prompt: prompt).text == "4")
        #expect(throws: Fault.self) {
            try ResponseText(query: String(repeating: "<a>", count: 300_000), prompt: prompt)
        }
    }

    /// Against a search that tries every end at every place.
    @Test func `the longest end is found at its first place`() throws {
        var random = CounterGenerator(Seed(7))
        func text(_ count: Int) -> String {
            (0..<count).map { _ in ["<a>", "x", "y"][random.index(below: 3)] }.joined()
        }
        var cuts = 0
        for _ in 0..<500 {
            let (prompt, query) = (text(6), text(12))
            let (p, q) = (Array(prompt.utf8), Array(query.utf8))
            let found = p.indices.lazy.compactMap { start -> (String, Int)? in
                let end = p[start...]
                return q.indices.first { q[$0...].starts(with: end) }.map {
                    (String(decoding: end, as: UTF8.self), $0 + end.count)
                }
            }.first
            let isToken = found.map { $0.0.contains("<a>") || $0.0 == prompt } ?? false
            let response = try? ResponseText(query: query, prompt: prompt)
            #expect((response != nil) == isToken, "\(prompt) in \(query)")
            guard let response, let found else { continue }
            cuts += 1
            #expect(response.text == String(decoding: q[found.1...], as: UTF8.self))
        }
        #expect(cuts > 50)
    }
}
