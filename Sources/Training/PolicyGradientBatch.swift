import Grading
import Records
import Rewards

/// What a step of `PolicyGradientMethod` drew: groups of scored responses, by shard.
public struct PolicyGradientBatch: Sendable {
    /// A question's group: its responses with their rewards.
    struct Group: Sendable {
        let question: PolicyGradientQuestion
        /// Each response's tokens, the end token included.
        let responses: [[Int]]
        /// Each response's text.
        let texts: [String]
        /// Whether the policy ended the response, rather than its limit.
        let isFinished: [Bool]
        /// What became of each description in the second pass; empty without one.
        var descriptions: [DescriptionReader.Outcome] = []
        /// Each response's reward.
        var rewards: [Reward] = []
        /// How many tokens there are up to a response's description's end, with it; nothing where it
        /// has no end.
        var descriptionEnds: [Int?] = []

        /// Drawn responses that nobody has looked at.
        init(
            question: PolicyGradientQuestion, responses: [(tokens: [Int], isFinished: Bool)],
            text: ([Int]) -> String
        ) {
            self.question = question
            self.responses = responses.map(\.tokens)
            texts = responses.map { text($0.tokens) }
            isFinished = responses.map(\.isFinished)
        }

        var tokenCount: Int { responses.reduce(0) { $0 + $1.count } }

        /// Each response's advantage.
        var advantages: [Double] { GroupAdvantage.advantages(of: rewards.map(\.total)) }

        func finishReason(of draw: Int) -> Rollout.FinishReason {
            isFinished[draw] ? .stop : .length
        }

        /// Whether a response's description was read and led to the right answer.
        func isSufficient(_ draw: Int) -> Bool {
            descriptions.indices.contains(draw) && descriptions[draw].isSufficient
        }
    }

    private(set) var shards: [[Group]]

    init(shards: [[Group]]) { self.shards = shards }

    /// Tokens of all responses, end tokens included.
    public var tokenCount: Int { shards.joined().reduce(0) { $0 + $1.tokenCount } }

    /// Adds what a scorer of whole batches says to the rewards.
    ///
    /// - Throws: what the scorer throws.
    mutating func add(
        _ scoring: any BatchScoring, _ scorer: RewardScorer, step: Int
    ) async throws(Fault) {
        guard let weight = scorer.recipe.weights[scoring.component] else { return }
        var responses: [ScorableResponse] = []
        for (place, group) in shards.joined().enumerated() {
            for (draw, text) in group.texts.enumerated() {
                responses.append(
                    ScorableResponse(
                        id: "\(group.question.question.id)#\(step).\(place).\(draw)",
                        question: group.question.question, picture: group.question.picture,
                        response: text,
                        parsed: scorer.grader.format.parse(
                            text, finished: group.isFinished[draw]),
                        finishReason: group.finishReason(of: draw),
                        tokenCount: group.responses[draw].count))
            }
        }
        let scores = try await scoring.scores(of: responses)
        guard scores.count == responses.count else {
            throw Fault(
                .internalError, "\(scores.count) scores of \(responses.count) responses")
        }
        var next = scores.makeIterator()
        for shard in shards.indices {
            for group in shards[shard].indices {
                for draw in shards[shard][group].rewards.indices {
                    guard let score = next.next() else { return }
                    shards[shard][group].rewards[draw].add(
                        scoring.component, score.value, weight: weight)
                    shards[shard][group].rewards[draw].parts += score.parts
                }
            }
        }
    }
}
