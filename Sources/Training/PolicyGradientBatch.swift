import Rewards

/// What a step of `PolicyGradientMethod` drew: groups of scored responses, by shard.
public struct PolicyGradientBatch: Sendable {
    /// A question's group: its responses with their rewards and advantages.
    struct Group: Sendable {
        var question: PolicyGradientQuestion
        var responses: [[Int]]
        var rewards: [Reward]
        var advantages: [Double]

        var tokenCount: Int { responses.reduce(0) { $0 + $1.count } }
    }

    let shards: [[Group]]

    /// Tokens of all responses, end tokens included.
    public var tokenCount: Int { shards.joined().reduce(0) { $0 + $1.tokenCount } }
}
