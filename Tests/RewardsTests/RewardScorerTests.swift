import Grading
import Records
import Testing

@testable import Rewards

@Suite("Rewards by a recipe")
struct RewardScorerTests {
    static let question = Question(
        id: "q", source: "s", split: "train", capability: .fine, text: "what ?", answer: "red",
        keywords: ["nw red circle", "e blue star"])
    static let perception = RewardRecipe(
        weights: [.alignment: 0.4, .keywords: 0.4, .format: 0.1, .length: 0.1], lengthLimit: 20)

    static func reward(
        _ response: String, _ recipe: RewardRecipe, tokens: Int = 10, alignment: Double = 1
    ) -> Reward {
        RewardScorer(recipe, grader: Grader(format: .describeThinkAnswer)).score(
            response, tokenCount: tokens, finishReason: .stop, question: question
        ) { _ in alignment }
    }

    static let perfect =
        "<description> nw red circle e blue star </description> <think> </think> red"

    @Test("PeBR-R1's first stage is at most 1")
    func perceptionMaximum() {
        let reward = RewardScorerTests.reward(
            RewardScorerTests.perfect, RewardScorerTests.perception)
        #expect(abs(reward.total - 1) < 1e-12)
        #expect(reward.components.count == 4)
        #expect(reward.components[.accuracy] == nil)
    }

    @Test("half the keywords, half the alignment and twice the length cost what they weigh")
    func perceptionParts() {
        let reward = RewardScorerTests.reward(
            "<description> nw red circle </description> <think> </think> red",
            RewardScorerTests.perception, tokens: 40, alignment: 0.5)
        #expect(abs(reward.total - (0.4 * 0.5 + 0.4 * 0.5 + 0.1 + 0.1 * 0.5)) < 1e-12)
    }

    @Test("keywords count as whole words of the description alone")
    func keywords() {
        let reward = RewardScorerTests.reward(
            "<description> nw red circles </description> <think> e blue star </think> red",
            RewardScorerTests.perception)
        #expect(reward.components[.keywords] == 0)
    }

    @Test("PeBR-R1's second stage is 0.9 accuracy and 0.1 format")
    func reasoning() {
        let recipe = RewardRecipe(weights: [.accuracy: 0.9, .format: 0.1], lengthLimit: 20)
        #expect(abs(RewardScorerTests.reward(RewardScorerTests.perfect, recipe).total - 1) < 1e-12)
        #expect(
            RewardScorerTests.reward("<think> </think> red", recipe).total == 0.9)
        #expect(RewardScorerTests.reward("red", recipe).total == 0)
    }

    @Test("a recipe says what a question lacks for it")
    func problems() {
        var bare = RewardScorerTests.question
        bare.keywords = []
        let scorer = RewardScorer(
            RewardScorerTests.perception, grader: Grader(format: .describeThinkAnswer))
        #expect(scorer.problem(with: bare)?.contains("keywords") == true)
        let accuracy = RewardRecipe(weights: [.accuracy: 1, .keywords: 0], lengthLimit: 20)
        #expect(RewardScorer(accuracy, grader: Grader(format: .answer)).problem(with: bare) == nil)
    }

    @Test("a description that suffices earns its weight, beside the others")
    func description() {
        let recipe = RewardRecipe(
            weights: [.accuracy: 0.9, .format: 0.1, .description: 1], lengthLimit: 20)
        let scorer = RewardScorer(recipe, grader: Grader(format: .describeThinkAnswer))
        let totals = [0.0, 1].map { value in
            scorer.score(
                RewardScorerTests.perfect, tokenCount: 10, finishReason: .stop,
                question: RewardScorerTests.question, description: value, alignment: nil
            )
        }
        #expect(totals.map(\.components[.description]) == [0, 1])
        #expect(totals.map { ($0.total * 1000).rounded() } == [1000, 2000])
    }

    @Test("what others score is left out until they add it")
    func addedLater() {
        let recipe = RewardRecipe(
            weights: [.accuracy: 0.5, .alignment: 0.25, .external: 2], lengthLimit: 20)
        let scorer = RewardScorer(recipe, grader: Grader(format: .describeThinkAnswer))
        var reward = scorer.score(
            RewardScorerTests.perfect, tokenCount: 10, finishReason: .stop,
            question: RewardScorerTests.question, alignment: nil)
        #expect(reward.components == [.accuracy: 1])
        #expect(reward.total == 0.5)
        reward.add(.external, -0.5, weight: 2)
        #expect(reward.components == [.accuracy: 1, .external: -0.5])
        #expect(reward.total == -0.5)
    }
}
