public import Records

/// When a question needs no further draws.
public enum StopRule: Sendable, Hashable {
    /// Every draw that is wanted is made (PeBR-R1).
    case none
    /// A right verdict and one that is not are in: whatever the other draws would say, a rule that
    /// tells only all, none and some apart gives the label `medium`.
    case exact
    /// The pass rate lies where the label says with at least this probability, under a uniform prior.
    case posterior(certainty: Double, bounds: DifficultyBounds)

    /// Why nothing more needs to be drawn after these verdicts; nothing if more is needed.
    public func end(after counts: VerdictCounts) -> DrawGroup.End? {
        switch self {
        case .none: return nil
        case .exact: return counts.isMixed ? .mixed : nil
        case .posterior(let certainty, let bounds):
            let label = LabelRule.labelByVerdicts(counts)
            let posterior = BetaPosterior(counts)
            return bounds.probability(of: label, posterior) >= certainty ? .certain : nil
        }
    }
}
