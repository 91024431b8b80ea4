import Grading
import Records
import Rewards
import Storage
import Testing

@testable import Handoff

@Suite struct ResponseScoringTests {
    private func reply(
        _ line: String, _ reward: RewardFile = Phase.reward
    ) async throws -> String {
        let bytes = try await ResponseScoring(reward, folder: "/").reply(to: Array(line.utf8))
        #expect(bytes.last == 10)
        return String(decoding: bytes.dropLast(), as: UTF8.self)
    }

    /// PeBR-R1's first reward as far as a response is enough for it.
    private static let perception = RewardFile(
        RewardRecipe(
            weights: [.keywords: 0.4, .format: 0.1, .length: 0.1], lengthLimit: 512,
            keywordMatch: .substring),
        grader: Grader(format: .pebr))

    @Test func `responses get their scores in order`() async throws {
        let rows = ["### The final answer is: 4", "5"].map { response -> JSONValue in
            ["response": .string(response), "finish_reason": "stop", "answer": "4"]
        }
        let request: JSONValue = ["responses": .array(rows)]
        let scores: JSONValue = [
            [
                "overall": .real(0.9), "verdict": "right", "accuracy": .real(1.0),
                "format": .real(0.0),
            ],
            [
                "overall": .real(0.0), "verdict": "wrong", "accuracy": .real(0.0),
                "format": .real(0.0),
            ],
        ]
        let expected: JSONValue = ["scores": scores]
        #expect(try await reply(request.serialized) == expected.serialized)
    }

    @Test func `a response is scored as our own trainer scores it`() async throws {
        let response =
            "### Image Description: a red car ### Rationales: r ### Step 1 s "
            + "### The final answer is: 4"
        let question = Question(
            id: "q", source: "s", split: "train", capability: .coarse, text: "", answer: "4",
            keywords: ["car", "tree"])
        for reward in [Phase.reward, ResponseScoringTests.perception] {
            for reason in [Rollout.FinishReason.stop, .length] {
                let own = RewardScorer(reward.recipe, grader: reward.grader).score(
                    response, tokenCount: 1024, finishReason: reason, question: question,
                    alignment: nil)
                let row: JSONValue = [
                    "response": .string(response), "finish_reason": .string(reason.rawValue),
                    "answer": "4", "keywords": ["car", "tree"], "tokens": 1024,
                ]
                let said = try JSONReader.parse(
                    Array(
                        try await reply(
                            JSONValue.object([.init("responses", [row])]).serialized, reward
                        ).utf8),
                    file: "reply")
                let score = try #require(said["scores"]?.arrayValue?.first)
                #expect(score["overall"]?.realValue == own.total)
                for (component, value) in own.components {
                    #expect(score[component.rawValue]?.realValue == value)
                }
            }
        }
    }

    @Test(arguments: [
        "", "{", "[]", #"{"responses":3}"#, #"{"responses":[{}]}"#,
        #"{"responses":[{"response":"a","finish_reason":"why","answer":"b"}]}"#,
        #"{"responses":[{"query":"a","answer":"b"}]}"#,
        #"{"responses":[{"query":"a","prompt":"b","answer":"b"}]}"#,
        #"{"responses":[{"response":1,"finish_reason":"stop","answer":"b"}]}"#,
    ])
    func `a line that is no request gets an error`(line: String) async throws {
        #expect(try await reply(line).hasPrefix(#"{"error":""#))
    }

    @Test func `a whole text with its prompt is scored as the response that it holds`() async throws
    {
        let rows = ["</s>", ""].map { end -> JSONValue in
            [
                "query": .string("<s>How much?</s>### The final answer is: 4" + end),
                "prompt": "<s>How much?</s>", "answer": "4",
            ]
        }
        let request: JSONValue = ["responses": .array(rows)]
        let said = try JSONReader.parse(
            Array(try await reply(request.serialized).utf8), file: "reply")
        #expect(said["scores"]?.arrayValue?.map { $0["overall"]?.realValue } == [0.9, 0.0])
    }

    @Test func `length is not scored without tokens`() async throws {
        let text = try await reply(
            #"{"responses":[{"response":"a","finish_reason":"stop","answer":"b"}]}"#,
            ResponseScoringTests.perception)
        #expect(text.contains("without `tokens`"))
    }

    @Test(arguments: [RewardComponent.alignment, .external])
    func `what a response is not enough for is refused`(component: RewardComponent) throws {
        var reward = Phase.reward
        reward.recipe.weights[component] = 1
        #expect(throws: Fault.self) { try ResponseScoring(reward, folder: "/") }
    }

    @Test func `a reward's file says all of it`() throws {
        var strict = ResponseScoringTests.perception
        strict.grader.equivalence = .strict(tolerance: 0.01)
        strict.recipe.length = .overlong(limit: 100, buffer: 20)
        let described = RewardFile(
            RewardRecipe(weights: [.description: 1], lengthLimit: 1),
            grader: Grader(format: .visionSR1), descriptionLeak: .ending)
        let aligned = RewardFile(
            RewardRecipe(weights: [.alignment: 0.4], lengthLimit: 1),
            grader: Grader(format: .pebr),
            embeddings: EmbeddingServer(
                url: "http://127.0.0.1:8001/v1", model: "clip", threshold: 0.4,
                keyVariable: "CLIP_KEY", timeout: .milliseconds(1500)))
        for reward in [
            Phase.reward, ResponseScoringTests.perception, strict, described, aligned,
        ] {
            #expect(try RewardFile(json: reward.json) == reward)
        }
    }

    @Test(arguments: ["strict@9", "exact@1"])
    func `a reward of another version is not half understood`(grader: String) throws {
        guard case .object(var members) = Phase.reward.json else { return }
        members.removeAll { $0.name == "grader" || $0.name == "tolerance" }
        members += [.init("grader", .string(grader)), .init("tolerance", .real(0.5))]
        #expect(throws: Fault.self) { try RewardFile(json: .object(members)) }
    }
}
