import Records

/// What a run came to, in a few figures that the other sections have with all that belongs to them.
struct SummarySection {
    /// The other sections.
    let sections: [ReportSection]

    private struct Fact {
        var name: String
        var value: ReportValue
    }

    var section: ReportSection? {
        let facts = labels + draws + advantages + accuracies
        guard !facts.isEmpty else { return nil }
        var table = ReportTable(
            "facts", "Figures", [.key("fact", "fact"), .init("value", "value")])
        for fact in facts { table.append([.text(fact.name), fact.value]) }
        return ReportSection(
            "summary", "In short",
            sentences: ["Each of these figures is in a section below, with what it depends on."],
            tables: [table])
    }

    /// The rows of a table, as values by column.
    private func rows(_ section: String, _ table: String) -> [(String) -> ReportValue] {
        guard let table = sections.first(where: { $0.name == section })?.table(table) else {
            return []
        }
        return table.rows.indices.map { row in { table.value(row, $0) } }
    }

    /// Questions by label of the labels that the first curriculum reads: those that come first.
    private var labels: [Fact] {
        let rows = rows("labels", "labels")
        guard let stage = rows.first?("stage") else { return [] }
        let own = rows.filter { $0("stage") == stage }
        let wrong = own.compactMap { $0("expected_wrong").real }
        return own.map {
            Fact(name: "questions labelled \($0("label").text)", value: $0("questions"))
        }
            + [Fact(name: "labels expected to be wrong", value: .number(wrong.reduce(0, +)))]
    }

    private var draws: [Fact] {
        rows("draws", "draws").filter { ($0("saved").real ?? 0) > 0 }.map {
            Fact(
                name: "draws of \($0("stage").text) saved by stopping early (\($0("kind").text))",
                value: $0("saved_share"))
        }
    }

    private var advantages: [Fact] {
        rows("advantages", "expected").map {
            Fact(
                name:
                    "groups expected without an advantage: \($0("set").text) (\($0("stage").text))",
                value: $0("zero_advantage"))
        }
    }

    /// Accuracy on all held-out questions of the first and the last policy of each evaluation, for each way of
    /// answering.
    private var accuracies: [Fact] {
        let rows = rows("evaluation", "accuracy").filter { $0("capability") == .text("all") }
        var facts: [Fact] = []
        var told: [[ReportValue]] = []
        for row in rows {
            let kind = [row("stage"), row("mode")]
            guard !told.contains(kind) else { continue }
            told.append(kind)
            let own = rows.filter { [$0("stage"), $0("mode")] == kind }
            for row in own.count > 1 ? [own[0], own[own.count - 1]] : own {
                facts.append(
                    Fact(
                        name: "held-out accuracy, \(row("mode").text), after \(row("policy").text)",
                        value: row("accuracy")))
            }
        }
        return facts
    }
}
