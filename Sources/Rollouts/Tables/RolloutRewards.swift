public import Grading
public import Records
import Rewards

/// The parts of a reward that a graded answer has whatever its recipe: accuracy, format, and keywords
/// where the question has any. What needs a trained scorer, or a limit, is told in training alone.
public struct RolloutRewards: Sendable {
    private let layout: RewardScorer
    private let wording: RewardScorer

    /// The parts as a grader's format has them.
    public init(_ grader: Grader) {
        layout = RewardScorer(
            RewardRecipe(weights: [.format: 1], lengthLimit: 1), grader: grader)
        wording = RewardScorer(
            RewardRecipe(weights: [.format: 1, .keywords: 1], lengthLimit: 1), grader: grader)
    }

    /// The parts, in the order of `RewardComponent`; none for what is not an answer, or whose text is
    /// not whole.
    public func parts(_ row: DrawRow, _ verdict: Verdict, of question: Question) -> [Rollout.Reward]
    {
        guard row.kind == .answer, row.response.verdict == nil else { return [] }
        let scorer = question.keywords.isEmpty ? layout : wording
        var values = scorer.score(
            row.response.text, tokenCount: row.response.tokenCount ?? 0,
            finishReason: row.response.finishReason, question: question, alignment: { _ in 0 }
        ).components
        values[.accuracy] = verdict == .right ? 1 : 0
        return RewardComponent.allCases.compactMap { component in
            values[component].map { .init(name: component.rawValue, value: $0) }
        }
    }
}
