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

    /// First parameter of the Beta distribution that is taken of a pass rate at first.
    public var priorAlpha = 1.0
    /// Its second parameter.
    public var priorBeta = 1.0
    /// Pass rates above it are easy.
    public var easyAbove = 0.9
    /// Pass rates below it are hard.
    public var hardBelow = 0.1
    /// Whether rollouts that were drawn or graded in different ways are counted together.
    public var allowsMixedProvenance = false

    /// The defaults; `rollouts` has none and must be set.
    public init() {}
}
