public import Records

/// Settings of a `rollout` stage.
public struct RolloutSettings: Sendable, Hashable {
    /// When a question needs no further draws.
    public enum Stop: String, Sendable, Hashable, CaseIterable {
        /// All `n` draws are made (PeBR-R1).
        case none
        /// A right answer is there and one that is not.
        case exact
        /// The label is certain enough.
        case posterior
    }

    /// Further draws of each question, to see what its pictures are good for.
    public struct Pass: Sendable, Hashable {
        /// What is asked in place of the question with its pictures.
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            /// The question and the description out of an answer's draw, without pictures.
            case description
            /// The question without its pictures.
            case blind
        }

        /// What is asked.
        public var kind = Kind.blind
        /// Draws: for each question, or for each answer's draw with a description.
        public var draws = 1
        /// Whether the options of multiple-choice questions are left out.
        public var stripsChoices = false

        /// The defaults; `kind` has none and must be set.
        public init() {}
    }

    /// Which of the questions are asked, where labels were made of them before.
    public struct Subset: Sendable, Hashable {
        /// The share of the questions of each source, capability and label that is asked, rounded up.
        public var share = 1.0
        /// The labels of those that are asked; all if there is none.
        public var labels: [Difficulty] = []
        /// The capabilities of those that are asked; all if there is none.
        public var capabilities: [Capability] = []
        /// The data sets of those that are asked; all if there is none.
        public var sources: [String] = []

        /// Every question.
        public init() {}
    }

    /// The `train` stage whose policy answers, or one of the manifest's further policies; nothing
    /// where the run's own policy answers by itself.
    public var policy: String?
    /// The `ingest` stage whose questions are asked, or that holds the pictures of the phase's.
    public var questions = ""
    /// The split that is asked, unless a phase is.
    public var split = "train"
    /// The `curriculum` stage of the phase that is asked, in place of a split.
    public var curriculum: String?
    /// That phase.
    public var phase: String?
    /// The `sample` stage by whose labels `subset` chooses.
    public var labels: String?
    /// Which of the questions are asked; nothing for all.
    public var subset: Subset?
    /// The most draws for each question: the key `n`.
    public var draws = 8
    /// Temperature of sampling.
    public var temperature = 1.0
    /// The probability of the likeliest tokens that are sampled among: the key `top_p`.
    public var topShare = 1.0
    /// When a question needs no further draws.
    public var stop = Stop.none
    /// How many draws are made before the verdicts are looked at, again and again; the last of them
    /// for as long as it takes.
    public var waves = [2, 2, 4, 8]
    /// How probable a label must be for `stop: posterior`.
    public var certainty = 0.9
    /// Pass rates above it are easy, for `stop: posterior` and `budget`.
    public var easyAbove = 0.9
    /// Pass rates below it are hard, for `stop: posterior` and `budget`.
    public var hardBelow = 0.1
    /// How many further draws are given, after those, to the questions where they reduce the expected
    /// error of the labels most.
    public var budget = 0
    /// How many of them a question gets at a time.
    public var budgetWave = 4
    /// Further draws of each question.
    public var passes: [Pass] = []
    /// The most questions that are asked, in their order; nothing for all.
    public var limit: Int?
    /// Questions of one unit of work.
    public var unitQuestions = 512

    /// The defaults; `questions` has none and must be set.
    public init() {}
}
