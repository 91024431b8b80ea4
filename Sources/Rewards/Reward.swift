/// A response's reward: the components that the recipe uses, and their weighted sum.
public struct Reward: Sendable, Hashable {
    /// Each component before weighting.
    public var components: [RewardComponent: Double]
    /// The weighted sum.
    public var total: Double
}
