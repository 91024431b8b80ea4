public import Records

/// What a phase takes: a declaration.
public struct PhaseRule: Sendable, Hashable {
    /// A reason to leave out a question that would fit.
    public enum Exclusion: String, Sendable, Hashable, CaseIterable {
        /// It is answered without its picture.
        case shortcut
        /// The phase's rewards are the same in all of its draws: it has no advantage.
        case constantRewards = "constant_rewards"
    }

    /// Questions of earlier phases that come again.
    public struct Replay: Sendable, Hashable {
        /// How many, as a share of the phase's own questions.
        public var share: Double
        /// The phases that they come from; nothing for all earlier ones.
        public var phases: [String]?

        /// Questions that come again.
        public init(share: Double, phases: [String]? = nil) {
            self.share = share
            self.phases = phases
        }
    }

    /// The phase's name.
    public var name: String
    /// Capabilities that it trains.
    public var capabilities: Set<Capability>
    /// Labels that it takes.
    public var labels: Set<Difficulty>
    /// The posterior means that it takes.
    public var passRate: ClosedRange<Double>
    /// What it leaves out.
    public var exclusions: Set<Exclusion> = []
    /// The parts of a reward that must not all be constant, for `constantRewards`.
    public var rewards: Candidate.Flags = []
    /// How likely a question is drawn.
    public var weights = WeightMix()
    /// How many questions it takes; nothing for all that fit, or as many as the quotas say.
    public var size: Int?
    /// How many of which sources.
    public var quotas: [Quota] = []
    /// How sources without a quota are mixed; nothing to draw from all of them together.
    public var temperature: Double?
    /// The most questions of one picture.
    public var pictureLimit: Int?
    /// The order of its questions.
    public var order = PhaseOrder.shuffled
    /// What comes again.
    public var replay: Replay?
    /// Whether it may be empty.
    public var isOptional = false
    /// Whether it may have fewer questions than it asks for.
    public var allowsShortfall = false

    /// Labels that are taken where a phase names none: what the draws have settled.
    public static let usualLabels: Set<Difficulty> = [.easy, .medium, .hard]

    /// A phase of some capabilities and labels that takes all questions that fit.
    public init(
        name: String, capabilities: Set<Capability>,
        labels: Set<Difficulty> = PhaseRule.usualLabels, passRate: ClosedRange<Double> = 0...1
    ) {
        self.name = name
        self.capabilities = capabilities
        self.labels = labels
        self.passRate = passRate
    }
}
