/// The weights of a phase's reward components, and the length that is not yet too long.
///
/// PeBR-R1's first stage is 0.4 alignment + 0.4 keywords + 0.1 format + 0.1 length, its second
/// 0.9 accuracy + 0.1 format (`pebr_1.py`, `pebr_2.py`).
public struct RewardRecipe: Sendable, Hashable {
    /// The weight of each component; components without a weight are not computed.
    public var weights: [RewardComponent: Double]
    /// Tokens up to which the length component is 1.
    public var lengthLimit: Int

    /// A recipe; weights of 0 are dropped.
    public init(weights: [RewardComponent: Double], lengthLimit: Int) {
        self.weights = weights.filter { $0.value != 0 }
        self.lengthLimit = lengthLimit
    }

    /// Whether the component counts.
    public func uses(_ component: RewardComponent) -> Bool { weights[component] != nil }
}
