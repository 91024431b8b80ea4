import Engine
import Records
import Storage

/// Draws: how many were wanted, how many were made, and why drawing ended.
struct DrawSection {
    let material: RunMaterial

    /// What the groups of a stage and kind come to.
    private struct Tally {
        var questions = 0
        var wanted = 0
        var asked = 0
        var saved = 0
        var ends = OrderedCounts()
    }

    func section() throws(Fault) -> ReportSection? {
        let stages = material.done("rollout")
        guard !stages.isEmpty else { return nil }
        var draws = ReportTable(
            "draws", "Draws",
            [
                .key("stage", "stage"), .key("kind", "of"), .init("questions", "questions"),
                .init("wanted", "wanted"), .init("made", "made"), .init("saved", "saved"),
                .init("saved_share", "share saved"), .init("right", "right"),
                .init("missing", "never came"),
            ])
        var ends = ReportTable(
            "ends", "Why drawing ended",
            [
                .key("stage", "stage"), .key("kind", "of"), .key("end", "end"),
                .init("questions", "questions"),
            ])
        for stage in stages { try append(stage, &draws, &ends) }
        let budgets = budgets(stages)
        return ReportSection(
            "draws", "Draws saved by stopping early",
            sentences: [
                "Drawing for a question may stop before all draws are made: once a right answer and "
                    + "one that is not are there, or once the label is certain enough. Saved draws "
                    + "are those that were wanted at most and not made; draws of a budget come on "
                    + "top of what was wanted."
            ],
            tables: budgets.rows.isEmpty ? [draws, ends] : [draws, ends, budgets],
            charts: [
                ReportChart(
                    "Draws made and saved", of: draws.name,
                    .bars(labels: ["stage", "kind"], values: ["made", "saved"]), unit: "draws",
                    summary: "For each rollout stage, draws that were made and draws saved.")
            ])
    }

    private func append(
        _ stage: RunMaterial.Done, _ draws: inout ReportTable, _ ends: inout ReportTable
    ) throws(Fault) {
        var tallies: [RolloutKind: Tally] = [:]
        try ParquetTableReader.forEach(
            DrawGroup.self, from: stage.artifact.path(DrawGroup.table)
        ) { group in
            tallies[group.kind, default: Tally()].questions += 1
            tallies[group.kind]?.wanted += group.wanted
            tallies[group.kind]?.asked += group.asked
            tallies[group.kind]?.saved += max(0, group.wanted - group.asked)
            tallies[group.kind]?.ends.add(group.end.rawValue)
        }
        for kind in RolloutKind.allCases {
            guard let tally = tallies[kind] else { continue }
            let told = stage.details["kinds"]?[kind.rawValue]
            let right = told?["right"]?.integerValue ?? 0
            let graded =
                (told?["rollouts"]?.integerValue ?? 0) - (told?["not_gradable"]?.integerValue ?? 0)
            draws.append([
                .text(stage.name), .text(kind.rawValue), .count(tally.questions),
                .count(tally.wanted), .count(tally.asked), .count(tally.saved),
                .share(tally.saved, of: tally.wanted), .share(right, of: graded),
                .count(told?["missing"]),
            ])
            for (end, count) in tally.ends.entries {
                ends.append([
                    .text(stage.name), .text(kind.rawValue), .text(end), .count(count),
                ])
            }
        }
    }

    private func budgets(_ stages: [RunMaterial.Done]) -> ReportTable {
        var table = ReportTable(
            "budgets", "What budgets bought",
            [
                .key("stage", "stage"), .init("budget", "budget"), .init("draws", "spent"),
                .init("questions", "on questions"),
                .init("expected_wrong_before", "expected wrong labels before"),
                .init("expected_wrong_after", "after"),
            ])
        for stage in stages {
            guard let budget = stage.details["budget"], budget != .null else { continue }
            table.append([
                .text(stage.name), .count(budget["budget"]), .count(budget["draws"]),
                .count(budget["questions"]), .number(budget["expected_wrong_before"]),
                .number(budget["expected_wrong_after"]),
            ])
        }
        return table
    }
}
