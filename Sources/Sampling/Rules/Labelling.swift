import Records

/// How questions are labelled: a pure value.
public struct Labelling: Sendable, Hashable {
    /// The rule that makes a label of a group.
    public var rule: LabelRule
    /// What is taken of a pass rate before anything was drawn.
    public var priors: SourcePriors
    /// Where pass rates are easy, medium and hard.
    public var bounds: DifficultyBounds
    /// How many draws a trainer's group has.
    public var groupSize: Int
    /// When a question without a right answer is excluded. `pebr-literal-8` excludes none.
    public var exclusion: ExclusionRules
    /// When a question needs no picture.
    public var shortcut: ShortcutRule
    /// What earlier evidence counts, where there is new.
    public var decay: Double

    /// A way to label questions.
    public init(
        rule: LabelRule, priors: SourcePriors = SourcePriors(.init()),
        bounds: DifficultyBounds = .init(), groupSize: Int = 8,
        exclusion: ExclusionRules = .init(), shortcut: ShortcutRule = .init(), decay: Double = 1
    ) {
        self.rule = rule
        self.priors = priors
        self.bounds = bounds
        self.groupSize = groupSize
        self.exclusion = exclusion
        self.shortcut = shortcut
        self.decay = decay
    }

    /// The pass rate of a question. `Labeller` does the same for many, faster.
    public func passRate(of evidence: GroupEvidence) -> PassRate {
        var labeller = Labeller(self)
        return labeller.passRate(of: evidence)
    }

    /// The posterior of a question's pass rate.
    ///
    /// A question without new verdicts keeps its earlier evidence as it is: nothing newer is known.
    func posterior(
        of evidence: GroupEvidence, prior: BetaPosterior.Prior
    ) -> BetaPosterior {
        let counts = evidence.counts
        let weight = counts.decided == 0 ? 1 : decay
        let right = Double(counts.right) + weight * (evidence.carried?.right ?? 0)
        let notRight = Double(counts.notRight) + weight * (evidence.carried?.notRight ?? 0)
        return BetaPosterior(alpha: prior.alpha + right, beta: prior.beta + notRight)
    }

    /// The label of a question.
    func label(of evidence: GroupEvidence, estimate: PassRateEstimate) -> LabelRule.Label {
        if let carried = evidence.carried, evidence.counts.decided == 0 {
            // What was excluded is told by its cause.
            let isExcluded = carried.difficulty == .excluded
            return LabelRule.Label(carried.difficulty, isExcluded ? carried.reason : .carried)
        }
        let label = rule.label(
            evidence.counts, wanted: evidence.wanted, end: evidence.end, estimate: estimate)
        guard rule != .literalEight, label.reason != .insufficientDraws,
            let cause = exclusion.cause(of: evidence)
        else { return label }
        return LabelRule.Label(.excluded, LabelReason(cause))
    }
}
