import Grading
import Records
import Rewards
import Storage
import TestSupport
import Testing

@testable import Handoff

@Suite struct RewardServiceTests {
    private let scratch: TemporaryFolder
    private var log: String { scratch["rewards.jsonl"] }

    init() throws { scratch = try TemporaryFolder("handoff") }

    private func answer(
        _ request: JSONValue, _ reward: RewardFile = Phase.reward
    ) throws -> RewardService.Answer {
        try RewardService(reward, log: log)
            .answer(method: "POST", body: Array(request.serialized.utf8))
    }

    private static func label(_ id: String, isValidation: Bool = false) -> JSONValue {
        let question = Question(
            id: id, source: "s", split: "train", capability: .fine, text: "", answer: "4",
            choices: ["3", "4"], keywords: ["two"])
        return .string(AnswerLabel(question, phase: "p", isValidation: isValidation).text)
    }

    private static let prompt: JSONValue = "<|user|>How much?<|assistant|>"

    /// A request of as many rows as responses, whose questions are `q0` and on.
    private static func request(_ responses: [String]) -> JSONValue {
        [
            "query": .array(
                responses.map { .string("<|user|>How much?<|assistant|>\($0)<|end|>") }),
            "prompts": .array(responses.map { _ in prompt }),
            "labels": .array(responses.indices.map { label("q\($0)") }),
        ]
    }

    private static let right = "### The final answer is: 4"

    @Test func `rewards and their parts stand in the request's order, and in the log`() throws {
        let request = RewardServiceTests.request([RewardServiceTests.right, "5"])
        let answer = try answer(request)
        let totals: JSONValue = [.real(0.9), .real(0.0)]
        let expected: JSONValue = [
            "rewards": totals, "scores": totals,
            "extra_logs": [
                "accuracy": [.real(1.0), .real(0.0)], "format": [.real(0.0), .real(0.0)],
            ],
        ]
        #expect(answer == .init(status: 200, json: expected))
        #expect(
            try scratch.text("rewards.jsonl") == """
                {"step":null,"qid":"q0","score":0.9,"verdict":"right"}
                {"step":null,"qid":"q1","score":0.0,"verdict":"wrong"}

                """)
        // It is what audits read.
        let lines = try FileSystem.read(log).split(separator: 10)
            .map { try RewardLogLine(Array($0), file: "log") }
        #expect(
            lines == [
                .response(.init(step: nil, question: "q0", score: 0.9, verdict: .right)),
                .response(.init(step: nil, question: "q1", score: 0, verdict: .wrong)),
            ])
        _ = try self.answer(request)
        #expect(try scratch.text("rewards.jsonl").split(separator: "\n").count == 4)
    }

    @Test func `a response that was cut off is not right, as in training`() throws {
        let query = "<|user|>How much?<|assistant|>" + RewardServiceTests.right
        let answer = try answer([
            "query": [.string(query)], "prompts": [RewardServiceTests.prompt],
            "labels": [RewardServiceTests.label("q")],
        ])
        #expect(answer.json["rewards"] == [.real(0.0)])
    }

    @Test func `no rows get no rewards`() throws {
        let answer = try answer(RewardServiceTests.request([]))
        #expect(
            answer
                == .init(status: 200, json: ["rewards": [], "scores": [], "extra_logs": [:]]))
        #expect(try FileSystem.status(log) == nil)
    }

    @Test func `rows to validate on are scored, and not logged`() throws {
        var request = RewardServiceTests.request([RewardServiceTests.right])
        request = [
            "query": request["query"] ?? .null, "prompts": request["prompts"] ?? .null,
            "labels": [RewardServiceTests.label("q", isValidation: true)],
        ]
        #expect(try answer(request).json["rewards"] == [.real(0.9)])
        #expect(try FileSystem.status(log) == nil)
    }

    struct Wrong: Sendable {
        var query: JSONValue = ["<|user|>How much?<|assistant|>4"]
        var prompts: JSONValue = [RewardServiceTests.prompt]
        var labels: JSONValue = [RewardServiceTests.label("q")]
        var words: [String]
    }

    @Test(arguments: [
        Wrong(query: "no list", words: ["`query`"]),
        Wrong(query: [1], words: ["`query`"]),
        Wrong(prompts: .null, words: ["`prompts`"]),
        Wrong(labels: [.null], words: ["`labels`"]),
        Wrong(labels: [], words: ["1 of `query`", "0 of `labels`"]),
        Wrong(labels: ["4"], words: ["row 1", "the label is none", "data.jsonl"]),
        Wrong(labels: [#"{"answer":"4"}"#], words: ["row 1", "`qid` is missing"]),
        Wrong(query: ["4"], words: ["row 1", "does not begin with its prompt", "prompt_tokens"]),
        Wrong(
            query: ["<|user|>How much?<|assistant|>4", "4"],
            prompts: [RewardServiceTests.prompt, RewardServiceTests.prompt],
            labels: [RewardServiceTests.label("q"), RewardServiceTests.label("q")],
            words: ["row 2", "does not begin with its prompt"]),
    ])
    func `a request with a row that is wrong gets an error, and none is scored`(
        _ wrong: Wrong
    ) throws {
        let answer = try answer([
            "query": wrong.query, "prompts": wrong.prompts, "labels": wrong.labels,
        ])
        #expect(answer.status == 400)
        let message = try #require(answer.json["error"]?.stringValue)
        for word in wrong.words { #expect(message.contains(word), "\(message)") }
        #expect(try FileSystem.status(log) == nil)
    }

    @Test(arguments: ["", "{", "[]", "{}", "\u{0}"])
    func `a body that is no request gets an error`(body: String) throws {
        let answer = try RewardService(Phase.reward, log: log)
            .answer(method: "POST", body: Array(body.utf8))
        #expect(answer.status == 400)
        #expect(answer.json["error"]?.stringValue?.isEmpty == false)
    }

    @Test func `another method is told which one there is`() throws {
        let answer = try RewardService(Phase.reward, log: log).answer(method: "GET", body: [])
        #expect(answer == .init(status: 405, json: ["error": "expected POST"]))
    }

    @Test func `what a question lacks is an error, and no score of 0`() throws {
        var reward = Phase.reward
        reward.recipe.weights[.keywords] = 0.5
        let question = Question(
            id: "q", source: "s", split: "train", capability: .fine, text: "", answer: "4")
        let answer = try answer(
            [
                "query": ["<|user|>How much?<|assistant|>4"],
                "prompts": [RewardServiceTests.prompt],
                "labels": [.string(AnswerLabel(question, phase: "p").text)],
            ], reward)
        #expect(answer.status == 400)
        #expect(answer.json["error"]?.stringValue?.contains("has no keywords") == true)
    }

    @Test func `what is not in the log is not answered`() throws {
        let service = try RewardService(Phase.reward, log: scratch["no/folder/rewards.jsonl"])
        let request = RewardServiceTests.request([RewardServiceTests.right])
        let answer = service.answer(method: "POST", body: Array(request.serialized.utf8))
        #expect(answer.status == 500)
        #expect(answer.json["rewards"] == nil)
        #expect(answer.json["error"]?.stringValue?.contains("no/folder") == true)
    }

    @Test(arguments: [RewardComponent.length, .alignment, .description])
    func `a reward that wants more than a request tells is refused`(component: RewardComponent) {
        var reward = Phase.reward
        reward.recipe.weights[component] = 0.1
        #expect(throws: Fault.self) { try RewardService(reward, log: "log") }
    }

    @Test func `alignment is left to the trainer's own reward module`() {
        let fault = #expect(throws: Fault.self) {
            try RewardService(Phase.aligned(by: "http://127.0.0.1:9/v1"), log: "log")
        }
        #expect(fault?.message.contains("`alignment`") == true)
    }

    @Test func `an exported phase is served, and another folder is refused`() throws {
        let folder = scratch["phase"]
        let faults = try Phase.suiting(.openRLHF).write(Phase.handoff(.openRLHF), to: folder)
        #expect(faults.isEmpty)
        let service = try RewardService(phase: folder, log: log)
        let rows = try FileSystem.read("\(folder)/data.jsonl").split(separator: 10)
            .map { try JSONReader.parse(Array($0), file: "row") }
        for row in rows {
            let request: JSONValue = [
                "query": ["<s>ask</s>say</s>"], "prompts": ["<s>ask</s>"],
                "labels": [row["label"] ?? .null],
            ]
            let answer = service.answer(method: "POST", body: Array(request.serialized.utf8))
            #expect(answer.status == 200, "\(answer.json)")
        }
        let logged = try FileSystem.read(log).split(separator: 10)
            .map { try JSONReader.parse(Array($0), file: "log")["qid"]?.stringValue }
        #expect(logged == ["q0", "q1", "q2"])
        let fault = #expect(throws: Fault.self) {
            try RewardService(phase: scratch.path, log: log)
        }
        #expect(fault?.code == .noInput)
    }

    @Test func `a label that was written is read again`() throws {
        var question = Question(
            id: "q\"1", source: "", split: "", capability: .reasoning, text: "", answer: "é\n")
        for isValidation in [false, true] {
            let label = AnswerLabel(question, phase: "p", isValidation: isValidation)
            #expect(try AnswerLabel(text: label.text) == label)
            question.choices = ["a", "b"]
            question.keywords = ["c"]
        }
    }
}
