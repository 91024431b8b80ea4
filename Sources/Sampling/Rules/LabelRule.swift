public import Records

/// A named and versioned rule that turns a group of verdicts into a label.
public enum LabelRule: Sendable, Hashable {
    /// PeBR-R1's rule for any number of draws: all right is easy, none right is hard, else medium.
    case pebr
    /// What PeBR-R1's script does (`sample_dataset.py`), its defects kept, for comparison only: exactly
    /// 8 right draws are easy, whatever the number of draws, and no question is undecided that has
    /// one.
    case literalEight
    /// By the posterior mean: easy above `high`, hard below `low`.
    case band(low: Double, high: Double)
    /// Easy, hard or medium where the pass rate lies there with at least this probability; medium also
    /// where both outcomes were seen; else undecided.
    case posterior(certainty: Double)

    /// The name, as manifests write it.
    public var name: String {
        switch self {
        case .pebr: "pebr"
        case .literalEight: "pebr-literal-8"
        case .band: "band"
        case .posterior: "posterior"
        }
    }

    /// The behaviour of `label` under a name; enters the keys of what was labelled.
    public var version: Int { self == .pebr ? 2 : 1 }

    /// A label and why it is given.
    public struct Label: Sendable, Hashable {
        /// The label.
        public var difficulty: Difficulty
        /// Why.
        public var reason: LabelReason

        /// A label and why it is given.
        public init(_ difficulty: Difficulty, _ reason: LabelReason) {
            self.difficulty = difficulty
            self.reason = reason
        }
    }

    /// The label of a group.
    ///
    /// Draws that are missing or could not be graded count as neither right nor wrong. A group that
    /// lacks verdicts is undecided, unless those there are decide it: by `pebr`, one right and one
    /// that is not make it medium whatever else there is; by `posterior`, what is probable enough is.
    ///
    /// - Parameters:
    ///   - counts: the group's verdicts.
    ///   - wanted: draws that a question should have.
    ///   - end: why drawing ended.
    ///   - estimate: what the posterior says.
    public func label(
        _ counts: VerdictCounts, wanted: Int, end: DrawGroup.End, estimate: PassRateEstimate
    ) -> Label {
        let isComplete = counts.decided > 0 && (counts.decided >= wanted || end == .certain)
        let undecided = Label(.undecided, isComplete ? .uncertain : .insufficientDraws)
        var difficulty = Difficulty.undecided
        switch self {
        case .pebr:
            if isComplete || counts.isMixed { difficulty = LabelRule.labelByVerdicts(counts) }
        case .literalEight:
            if counts.decided + counts.notGradable > 0 {
                difficulty = counts.right == 8 ? .easy : counts.right == 0 ? .hard : .medium
            }
        case .band(let low, let high):
            if isComplete || (end == .mixed && counts.isMixed) {
                difficulty =
                    estimate.mean > high ? .easy : estimate.mean < low ? .hard : .medium
            }
        case .posterior(let certainty):
            guard counts.decided > 0 else { break }
            if estimate.easy >= certainty {
                difficulty = .easy
            } else if estimate.hard >= certainty {
                difficulty = .hard
            } else if estimate.medium >= certainty || counts.isMixed {
                difficulty = .medium
            }
        }
        return difficulty == .undecided ? undecided : Label(difficulty, LabelReason(end))
    }

    /// The label that the verdicts give so far; undecided if there are none.
    static func labelByVerdicts(_ counts: VerdictCounts) -> Difficulty {
        if counts.decided == 0 { return .undecided }
        if counts.isMixed { return .medium }
        return counts.right > 0 ? .easy : .hard
    }
}
