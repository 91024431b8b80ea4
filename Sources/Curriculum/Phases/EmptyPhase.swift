import Records

/// Says why a phase has no question.
enum EmptyPhase {
    static func fault(
        _ rule: PhaseRule, _ table: CandidateTable, taken: RowSet
    ) throws(Fault) -> Fault {
        var labels = Difficulty.allCases.map { _ in 0 }
        var others = (earlier: 0, shortcut: 0, constant: 0, zero: 0, source: 0)
        let filter = PhaseFilter(rule)
        try table.forEach { row, candidate throws(Fault) in
            guard filter.takesCapability(of: candidate) else { return }
            labels[candidate.difficultyNumber] += 1
            switch filter.standing(candidate) {
            case .other: break
            case .excluded(.shortcut): others.shortcut += 1
            case .excluded(.constantRewards): others.constant += 1
            case .zeroWeight: others.zero += 1
            case .fits where taken.contains(row): others.earlier += 1
            // There is nothing to draw, so its source cannot be drawn from.
            case .fits: others.source += 1
            }
        }
        let counts = zip(Difficulty.allCases, labels).map { "\($1) \($0.rawValue)" }
        let left = [
            (others.earlier, "in earlier phases"), (others.shortcut, "left out as `shortcut`"),
            (others.constant, "left out as `constant_rewards`"), (others.zero, "of weight 0"),
            (others.source, "of data sets of which its quotas take none"),
        ].filter { $0.0 > 0 }.map { "; \($0.0) that fit are \($0.1)" }
        let capabilities = Capability.allCases.filter { rule.capabilities.contains($0) }
        let wanted = Difficulty.allCases.filter { rule.labels.contains($0) }
        let band =
            rule.passRate == 0...1
            ? ""
            : " with a pass rate from \(rule.passRate.lowerBound) to \(rule.passRate.upperBound)"
        return Fault(
            .badInput,
            "phase `\(rule.name)` takes \(list(wanted.map(\.rawValue))) questions of capability "
                + "\(list(capabilities.map(\.rawValue)))\(band), and there is none "
                + "(\(counts.joined(separator: ", ")) of that capability\(left.joined()))",
            remedy: "take other labels or capabilities, add data, or mark the phase "
                + "`optional: true` to go on without it")
    }

    private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
