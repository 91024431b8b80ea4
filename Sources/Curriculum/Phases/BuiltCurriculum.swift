/// The phases of a curriculum, and why each question that is in none was left out.
public struct BuiltCurriculum: Sendable {
    /// The phases in order.
    public internal(set) var phases: [BuiltPhase] = []
    /// Rows that are in a phase.
    var taken: RowSet
    /// Rows that are in a control.
    var controlled: RowSet
    /// For each phase what it takes, and the rows that its cap on pictures left out.
    var filters: [(filter: PhaseFilter, capped: RowSet?)] = []

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
        var best: (reason: LeftOut.Reason, phase: Int)?
        for place in filters.indices {
            let reason: LeftOut.Reason
            switch filters[place].filter.standing(candidate) {
            case .other: continue
            case .excluded(.shortcut): reason = .shortcut
            case .excluded(.constantRewards): reason = .constantRewards
            case .zeroWeight: reason = .zeroWeight
            case .fits:
                let isCapped = filters[place].capped?.contains(row) == true
                reason = isCapped ? .pictureCap : .notSampled
            }
            if reason.closeness > best?.reason.closeness ?? -1 { best = (reason, place) }
        }
        guard let best else {
            return LeftOut(reason: .noPhase(candidate.difficulty, candidate.capability))
        }
        return LeftOut(reason: best.reason, phase: phases[best.phase].rule.name)
    }
}
