import Grading
import Model
import Records
import Rewards
import Testing

@testable import Evaluation

@Suite struct DescriptionEvaluationTests {
    private static let question = Question(
        id: "q", source: "s", split: "test", capability: .fine, text: "what colour", answer: "red",
        keywords: ["car"])
    private static let rollout = Rollout(
        question: "q", draw: 0,
        response: "<description> it is red </description> <think> so </think> red", tokenCount: 9,
        finishReason: .stop, verdict: .right)

    private static func words(_ rule: DescriptionRule) async throws -> [String] {
        let vocabulary = Vocabulary(texts: [
            ["<description>", "</description>", "<think>", "</think>"],
            ["what", "colour", "it", "is", "red", "so"],
        ])
        let model = try PolicyModel(
            configuration: PolicyConfiguration(
                imageSize: 16, patchSize: 8, patchWidth: 32, width: 32, layers: 2, heads: 2,
                feedForward: 64, questionTokens: 6, responseTokens: 12),
            vocabulary: vocabulary, seed: Seed(4))
        let evaluation = DescriptionEvaluation(
            name: "self", model: model, grader: Grader(format: .describeThinkAnswer), rule: rule,
            lexicon: KeywordLexicon(["car"]), seed: Seed(1))
        return try await evaluation.items(
            of: [rollout], questions: [question], isGreedy: true, jobs: 1
        ).map(\.outcome.word)
    }

    @Test func `which descriptions are read is the settings' to say`() async throws {
        #expect(try await DescriptionEvaluationTests.words(DescriptionRule(.ending)) == ["leak"])
        #expect(try await DescriptionEvaluationTests.words(DescriptionRule(.markup)) != ["leak"])
    }
}
