/// The phases of a curriculum, and why each question that is in none was left out.
public struct BuiltCurriculum: Sendable {
    /// The phases in order.
    public internal(set) var phases: [BuiltPhase] = []
    /// Rows that are in a phase.
    var taken: RowSet
    /// Rows that are in a control.
    var controlled: RowSet
    /// For each phase the rows that its cap on pictures left out.
    var capped: [RowSet?] = []

    /// The rows of all questions that are in a phase or a control, rising.
    public var rows: [Int] {
        var rows: [Int] = []
        for row in 0..<taken.rowCount where taken.contains(row) || controlled.contains(row) {
            rows.append(row)
        }
        return rows
    }

    /// Why a question is in no phase, as a name such as `hard_reasoning`; nothing if it is in one.
    ///
    /// Of several phases that might have taken it, the one that came closest gives the reason.
    public func reason(leftOut candidate: Candidate, row: Int) -> LeftOut? {
        guard !taken.contains(row) else { return nil }
        var best: LeftOut?
        for (phase, capped) in zip(phases, capped) {
            let reason: LeftOut.Reason
            switch phase.rule.standing(candidate) {
            case .other: continue
            case .excluded(.shortcut): reason = .shortcut
            case .excluded(.constantRewards): reason = .constantRewards
            case .zeroWeight: reason = .zeroWeight
            case .fits: reason = capped?.contains(row) == true ? .pictureCap : .notSampled
            }
            if reason.closeness > best?.reason.closeness ?? -1 {
                best = LeftOut(reason: reason, phase: phase.rule.name)
            }
        }
        return best ?? LeftOut(reason: .noPhase(candidate.difficulty, candidate.capability))
    }
}
