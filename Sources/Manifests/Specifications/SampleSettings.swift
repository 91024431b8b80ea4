public import Records

/// Settings of a `sample` stage.
public struct SampleSettings: Sendable, Hashable {
    /// A named rule that makes a difficulty of a group of rollouts.
    public enum Rule: String, Sendable, Hashable, CaseIterable {
        /// Easy if every draw is right, hard if none is, medium otherwise (PeBR-R1).
        case pebr
        /// What PeBR-R1's script does: easy at exactly 8 right draws, hard at none.
        case literalEight = "pebr-literal-8"
        /// By the posterior mean.
        case band
        /// By the probability that the pass rate is that of a label.
        case posterior
    }

    /// Where the posterior mean is that of a medium question, for the rule `band`.
    public struct Band: Sendable, Hashable {
        /// Below it a question is hard.
        public var low = 0.1
        /// Above it a question is easy.
        public var high = 0.9

        /// The defaults.
        public init() {}
    }

    /// The Beta distribution that is taken of a pass rate before anything is drawn.
    public enum Prior: Sendable, Hashable {
        /// Beta(1, 1).
        case uniform
        /// Beta(1/2, 1/2).
        case jeffreys
        /// Fitted to each source's draws.
        case empirical
        /// These parameters.
        case fixed(FixedPrior)
    }

    /// The parameters of a Beta distribution.
    public struct FixedPrior: Sendable, Hashable {
        /// The first; right answers raise it.
        public var alpha = 1.0
        /// The second; answers that are not right raise it.
        public var beta = 1.0

        /// A uniform distribution.
        public init() {}
    }

    /// When wrong answers agree so much that the gold answer is suspect.
    public struct SuspectGold: Sendable, Hashable {
        /// The share of wrong answers that are one and the same.
        public var share = 0.75
        /// How many wrong answers there are at least.
        public var answers = 4

        /// The defaults.
        public init() {}
    }

    /// When a question counts as one that needs no picture.
    public struct Shortcut: Sendable, Hashable {
        /// The pass rate without the picture is above it.
        public var above = 0.8
        /// With at least this probability.
        public var certainty = 0.8

        /// The defaults.
        public init() {}
    }

    /// The `rollout` stage whose verdicts are counted.
    public var rollouts = ""
    /// The rule.
    public var rule = Rule.pebr
    /// For the rule `band`.
    public var band = Band()
    /// How probable a label must be, for the rule `posterior`.
    public var certainty = 0.8
    /// Pass rates above it are easy.
    public var easyAbove = 0.9
    /// Pass rates below it are hard.
    public var hardBelow = 0.1
    /// What is taken of a pass rate at first. A uniform prior pulls what few draws say of a good or a poor policy
    /// far towards a half, so that it is fitted.
    public var prior = Prior.empirical
    /// What `groupSize` may be: a group of one has no advantage.
    public static let groupSizes = 2...65536
    /// How many draws a trainer's group has, for the probability that a group has an advantage.
    public var groupSize = 8
    /// Causes that do not keep a question without a right answer from being hard.
    public var countAsHard: [ExclusionCause] = []
    /// When the gold answer is suspect.
    public var suspectGold = SuspectGold()
    /// When a question needs no picture.
    public var shortcut = Shortcut()
    /// An earlier `sample` stage whose evidence is carried on; nothing for none.
    public var previous: String?
    /// The `train` stages of method `hand-off` whose verdicts in training count as earlier evidence.
    public var trained: [String] = []
    /// What earlier evidence counts, where there is new.
    public var decay = 0.5
    /// Whether rollouts that were drawn or graded in different ways are counted together.
    public var allowsMixedProvenance = false

    /// The defaults; `rollouts` has none and must be set.
    public init() {}
}
