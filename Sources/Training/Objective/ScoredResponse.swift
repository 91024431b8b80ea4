/// A response as an advantage estimator sees it.
public struct ScoredResponse: Sendable, Hashable {
    /// Which group it belongs to: responses with the same number answer the same prompt.
    public var group: Int
    /// The reward's components, in the recipe's order; NaN where one does not apply.
    public var components: [Double]
    /// The components' weights.
    public var weights: [Double]
    /// The reward: the weighted sum of the components that apply; NaN if none does.
    public var total: Double
    /// Tokens of the response, its end included.
    public var tokenCount: Int
    /// What is subtracted from the reward at each token, as KL in the reward; empty for none.
    public var tokenPenalties: [Double]

    /// A scored response; see the properties.
    public init(
        group: Int, components: [Double], weights: [Double], total: Double, tokenCount: Int,
        tokenPenalties: [Double] = []
    ) {
        precondition(components.count == weights.count && tokenCount >= 0)
        precondition(tokenPenalties.isEmpty || tokenPenalties.count == tokenCount)
        self.group = group
        self.components = components
        self.weights = weights
        self.total = total
        self.tokenCount = tokenCount
        self.tokenPenalties = tokenPenalties
    }

    /// The reward with its penalties.
    var score: Double { tokenPenalties.reduce(total, -) }

    /// The reward of each token: the penalties, and the reward itself on the last token.
    var tokenRewards: [Double] {
        var rewards =
            tokenPenalties.isEmpty
            ? Array(repeating: 0, count: tokenCount) : tokenPenalties.map { -$0 }
        if tokenCount > 0 { rewards[tokenCount - 1] += total }
        return rewards
    }
}
