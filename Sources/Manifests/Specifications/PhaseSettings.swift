public import Records

/// One phase of a curriculum: which questions it takes, and in which order.
public struct PhaseSettings: Sendable, Hashable {
    /// A reason to leave out a question that would fit.
    public enum Exclusion: String, Sendable, Hashable, CaseIterable {
        /// It is answered without its picture.
        case shortcut
        /// The phase's rewards are the same in all of its draws.
        case constantRewards = "constant_rewards"
    }

    /// A part of a reward that every graded answer has.
    public enum RewardPart: String, Sendable, Hashable, CaseIterable {
        /// Whether it is right.
        case accuracy
        /// Whether it is well formed.
        case format
        /// The share of keywords that it mentions.
        case keywords
    }

    /// How likely a question is drawn, beside others.
    public enum Weights: String, Sendable, Hashable, CaseIterable {
        /// All alike.
        case uniform
        /// By the expected variance of its reward.
        case variance
        /// By the probability that its group has both outcomes.
        case usefulness
    }

    /// The order of the questions.
    public enum Order: String, Sendable, Hashable, CaseIterable {
        /// Any order; the seed's.
        case shuffled
        /// By falling pass rate.
        case easyToHard = "easy-to-hard"
        /// By rising pass rate.
        case hardToEasy = "hard-to-easy"
        /// Coarse, fine, reasoning.
        case byCapability = "by-capability"
        /// One of each source in turn.
        case interleaved
    }

    /// What follows if there are fewer questions than a phase asks for.
    public enum ShortfallAction: String, Sendable, Hashable, CaseIterable {
        /// The run ends.
        case error
        /// The phase has fewer, and says so.
        case allow
    }

    /// Pass rates that a phase takes.
    public struct Band: Sendable, Hashable {
        /// The least posterior mean.
        public var from = 0.0
        /// The greatest.
        public var to = 1.0

        /// All pass rates.
        public init() {}
    }

    /// How many questions of a source.
    public enum Quota: Sendable, Hashable {
        /// So many.
        case count(Int)
        /// Such a share of the phase's size.
        case share(Double)
    }

    /// Questions of earlier phases that come again.
    public struct Replay: Sendable, Hashable {
        /// How many, as a share of the phase's own questions.
        public var share = 0.0
        /// The phases they come from; nothing for all earlier ones.
        public var phases: [String]?

        /// The defaults; `share` has none and must be set.
        public init() {}
    }

    /// The phase's name, unique in its curriculum.
    public var name = ""
    /// The capabilities it takes.
    public var capabilities: [Capability] = []
    /// The labels it takes; nothing for easy, medium and hard.
    public var labels: [Difficulty]?
    /// The pass rates it takes; nothing for all.
    public var passRate: Band?
    /// What it leaves out.
    public var exclude: [Exclusion] = []
    /// The parts of its reward, for `constant_rewards`.
    public var rewards: [RewardPart] = []
    /// How likely a question is drawn.
    public var weights = Weights.uniform
    /// The share of equal weights that is mixed in.
    public var uniformShare = 0.0
    /// How many questions it takes; nothing for all that fit.
    public var size: Int?
    /// How many of which source.
    public var quotas: [String: Quota] = [:]
    /// How sources without a quota are mixed; nothing for as they come.
    public var temperature: Double?
    /// The most questions of one picture.
    public var perPicture: Int?
    /// The order of the questions.
    public var order = Order.shuffled
    /// What comes again.
    public var replay: Replay?
    /// Whether a phase without questions is a notice rather than an error.
    public var optional = false
    /// What follows if there are fewer questions than it asks for.
    public var shortfall = ShortfallAction.error

    /// A phase that takes nothing.
    public init() {}
}
