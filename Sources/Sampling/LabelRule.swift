public import Records

/// A named rule that turns a group of verdicts into a label.
public enum LabelRule: String, Sendable, Hashable, CaseIterable {
    /// PeBR-R1's rule for any number of draws: all right is easy, none right is hard, else medium.
    case pebr

    /// The behaviour of `label`; enters the keys of what was labelled.
    public var version: Int { 2 }

    /// The label of a group.
    ///
    /// Draws that are missing or could not be graded count as neither right nor wrong. A group that
    /// lacks verdicts is undecided, unless the others decide it: one right and one that is not make
    /// it medium whatever else there is.
    ///
    /// - Parameters:
    ///   - wanted: draws that a question should have.
    ///   - end: why drawing ended.
    public func label(_ counts: VerdictCounts, wanted: Int, end: DrawGroup.End) -> Difficulty {
        let isComplete = counts.decided >= wanted || end == .certain
        guard counts.isMixed || isComplete else { return .undecided }
        return LabelRule.labelByVerdicts(counts)
    }

    /// The label that the verdicts give so far; undecided if there are none.
    static func labelByVerdicts(_ counts: VerdictCounts) -> Difficulty {
        if counts.decided == 0 { return .undecided }
        if counts.isMixed { return .medium }
        return counts.right > 0 ? .easy : .hard
    }
}
