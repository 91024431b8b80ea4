public import Records

/// What a question's rollouts say of the policy's pass rate on it: a row of `pass_rates`.
///
/// The share of right draws is not among the columns: in a group whose drawing stopped early it is
/// biased (a group of pass rate 0.7 that stops once it is mixed has 0.62 right on average).
public struct PassRate: Sendable, Hashable {
    /// The question's id.
    public var question: String
    /// Its data set; empty where the table of draws does not say.
    public var source: String
    /// What it asks of a policy; nothing where the table of draws does not say.
    public var capability: Capability?
    /// The SHA-256 of its first picture, in hexadecimal digits; nothing for a question without one.
    public var picture: String?
    /// What the verdicts come to.
    public var counts: VerdictCounts
    /// The first parameter of the pass rate's Beta posterior: the prior's, evidence carried from
    /// earlier draws, and right draws.
    public var alpha: Double
    /// The second parameter: the same of draws that are not right.
    public var beta: Double
    /// What the posterior says.
    public var estimate: PassRateEstimate
    /// Wilson's interval of the share of right draws; nothing where that share is biased or not all
    /// there is: drawing stopped early, or earlier evidence was carried.
    public var wilson: WilsonInterval?
    /// Components of a reward that are the same in all of the question's draws, of which there are at
    /// least two: they give no advantage.
    public var constantRewards: [String]
    /// Draws without the picture.
    public var blind: TrialCounts
    /// Draws with a right answer's description in the picture's place; without those whose
    /// description states the answer.
    public var described: TrialCounts
    /// The probability that the question is answered without its picture more often than a bound;
    /// nothing without blind draws.
    public var shortcutProbability: Double?
    /// Whether that is probable enough for the question to count as one that needs no picture.
    public var isShortcut: Bool
    /// The label that the rule gives.
    public var difficulty: Difficulty
    /// Why.
    public var reason: LabelReason

    /// A pass rate from what is known of a question and what follows from it.
    init(
        _ evidence: GroupEvidence, posterior: BetaPosterior, estimate: PassRateEstimate,
        label: LabelRule.Label, shortcutProbability: Double?, isShortcut: Bool
    ) {
        question = evidence.question
        source = evidence.source
        capability = evidence.capability
        picture = evidence.picture
        counts = evidence.counts
        alpha = posterior.alpha
        beta = posterior.beta
        self.estimate = estimate
        let isShareWhole =
            evidence.end == .allDrawn && evidence.carried == nil && counts.decided > 0
        wilson =
            isShareWhole ? WilsonInterval(right: counts.right, count: counts.decided) : nil
        constantRewards = evidence.constantRewards
        blind = evidence.blind
        described = evidence.described
        self.shortcutProbability = shortcutProbability
        self.isShortcut = isShortcut
        difficulty = label.difficulty
        reason = label.reason
    }

    /// A pass rate from what was counted, with a label that is given.
    package init(
        question: String, source: String = "", capability: Capability? = nil,
        picture: String? = nil, counts: VerdictCounts, difficulty: Difficulty
    ) {
        let evidence = GroupEvidence(
            question: question, source: source, capability: capability, picture: picture,
            counts: counts)
        self = Labelling(rule: .pebr).passRate(of: evidence)
        self.difficulty = difficulty
        reason = difficulty == .undecided ? .insufficientDraws : .allDrawn
    }
}
