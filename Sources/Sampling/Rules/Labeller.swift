/// Labels many questions.
///
/// Few pairs of posterior parameters occur, so what costs is computed once for each pair. Constant
/// time for a question, and memory for at most 65,536 pairs.
public struct Labeller: Sendable {
    /// How questions are labelled.
    public let labelling: Labelling

    private var estimates: [BetaPosterior: PassRateEstimate] = [:]
    private var shortcuts: [TrialCounts: Double] = [:]
    /// The source of the last question, which is mostly that of the next.
    private var source: String?
    private var prior: BetaPosterior.Prior

    private static let mostEntries = 65_536

    /// A labeller that has seen nothing.
    public init(_ labelling: Labelling) {
        self.labelling = labelling
        prior = labelling.priors.pooled
    }

    /// The pass rate of a question.
    public mutating func passRate(of evidence: GroupEvidence) -> PassRate {
        look(upPriorOf: evidence.source)
        let posterior = labelling.posterior(of: evidence, prior: prior)
        let estimate = estimate(posterior)
        let label = labelling.label(of: evidence, estimate: estimate)
        let shortcut = evidence.blind.draws > 0 ? shortcutProbability(evidence.blind) : nil
        return PassRate(
            evidence, posterior: posterior, estimate: estimate, label: label,
            shortcutProbability: shortcut,
            isShortcut: shortcut.map { $0 >= labelling.shortcut.certainty } ?? false)
    }

    private mutating func look(upPriorOf name: String) {
        if let source, source.utf8.elementsEqual(name.utf8) { return }
        source = name
        prior = labelling.priors.prior(of: name)
    }

    private mutating func estimate(_ posterior: BetaPosterior) -> PassRateEstimate {
        if let known = estimates[posterior] { return known }
        if estimates.count >= Labeller.mostEntries { estimates.removeAll(keepingCapacity: true) }
        let estimate = PassRateEstimate(
            posterior, bounds: labelling.bounds, groupSize: labelling.groupSize)
        estimates[posterior] = estimate
        return estimate
    }

    private mutating func shortcutProbability(_ counts: TrialCounts) -> Double {
        if let known = shortcuts[counts] { return known }
        if shortcuts.count >= Labeller.mostEntries { shortcuts.removeAll(keepingCapacity: true) }
        let probability = labelling.shortcut.probability(counts)
        shortcuts[counts] = probability
        return probability
    }
}
