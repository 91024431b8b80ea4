/// Settings of a `sample` stage.
public struct SampleSettings: Sendable, Hashable {
    /// A named rule that makes a difficulty of a group of rollouts.
    public enum Rule: String, Sendable, Hashable, CaseIterable {
        /// Easy if every draw is right, hard if none is, medium otherwise (PeBR-R1).
        case pebr
    }

    /// The `rollout` stage whose verdicts are counted.
    public var rollouts = ""
    /// The rule.
    public var rule = Rule.pebr

    /// The defaults; `rollouts` has none and must be set.
    public init() {}
}
