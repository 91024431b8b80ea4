import Grading
import Records
import Rewards

/// What a step of `PolicyGradientMethod` learns from: groups of scored responses.
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
        /// Whether each second pass's response is well formed; empty without one.
        var areReadingsWellFormed: [Bool] = []
        /// The second passes that are learnt from; empty where they are not.
        var secondPasses: [SecondPass] = []
        /// Each response's reward.
        var rewards: [Reward] = []
        /// How many tokens there are up to a response's description's end, with it; nothing where it
        /// has no end.
        var descriptionEnds: [Int?] = []
        /// The advantage of each token, [sequence][token].
        var advantages: [[Double]] = []
        /// Log-probabilities of the tokens under the policy that drew them, [sequence][token]; empty
        /// while that policy is the one that learns.
        var old: [[Double]] = []
        /// The same under the reference, where they are known before an update.
        var reference: [[Double]] = []

        /// An answer from a description.
        struct SecondPass: Sendable {
            /// The response whose description it is.
            var draw: Int
            /// The text-only prompt's tokens, the description at its end.
            var prompt: [Int]
            /// The answer's tokens.
            var response: [Int]
        }

        /// The tokens that are learnt: of the responses, then of the second passes.
        var sequences: [[Int]] { responses + secondPasses.map(\.response) }

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

        /// The divergence of its tokens from the reference, summed.
        func divergence(_ estimator: KLEstimator) -> Double {
            zip(old.joined(), reference.joined()).reduce(0) {
                $0 + estimator.term(logProbability: $1.0, reference: $1.1).value
            }
        }

        /// Whether no token has an advantage.
        var isFlat: Bool { advantages.allSatisfy { $0.allSatisfy { $0 == 0 } } }

        func finishReason(of draw: Int) -> Rollout.FinishReason {
            isFinished[draw] ? .stop : .length
        }

        /// Whether a response's description was read and led to the right answer.
        func isSufficient(_ draw: Int) -> Bool {
            descriptions.indices.contains(draw) && descriptions[draw].isSufficient
        }

        /// Whether what was answered from a response's description is well formed.
        func isReadingWellFormed(_ draw: Int) -> Bool {
            areReadingsWellFormed.indices.contains(draw) && areReadingsWellFormed[draw]
        }
    }

    var groups: [Group]
    /// What was drawn for the step, measured: the groups that are not learnt from included.
    var metrics = StepMetrics([])
    /// Groups that were drawn and are not learnt from, since their responses are worth the same.
    var dropped: [Group] = []

    var drawnCount: Int { groups.count + dropped.count }

    /// What an update's losses are averaged over, second passes included.
    func extent(tokenLimit: Int) -> PolicyObjective.Extent {
        let sequences = groups.flatMap(\.sequences)
        return PolicyObjective.Extent(
            responses: sequences.count, tokens: sequences.reduce(0) { $0 + $1.count },
            tokenLimit: tokenLimit)
    }

    /// Tokens of all responses, end tokens included.
    public var tokenCount: Int { groups.reduce(0) { $0 + $1.tokenCount } }

    /// Groups that a shard computes at once; the sums' order follows from it.
    private static let shardGroups = 4

    /// The places of each shard's groups, of so many.
    static func shards(count: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: shardGroups).map { $0..<min(count, $0 + shardGroups) }
    }
}
