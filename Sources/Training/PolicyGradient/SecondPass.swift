public import Rewards

/// How descriptions are read in the second pass of a training step.
public struct SecondPass: Sendable, Hashable {
    /// Which descriptions may earn a reward.
    public var rule: DescriptionRule
    /// Whether the likeliest token is taken at each step, rather than one draw made at the
    /// temperature of training. Vision-SR1's first released code draws, its second is greedy.
    public var isGreedy: Bool

    /// A second pass; see the properties.
    public init(rule: DescriptionRule = DescriptionRule(), isGreedy: Bool = false) {
        self.rule = rule
        self.isGreedy = isGreedy
    }
}
