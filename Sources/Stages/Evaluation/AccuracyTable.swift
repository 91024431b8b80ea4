import Engine

/// Accuracies as a table of text: a row a policy and mode, a column a capability.
enum AccuracyTable {
    /// The table's lines, its header first.
    static func lines(_ rows: [AccuracyRow], policies: [String]) -> [String] {
        var capabilities: [String] = []
        for row in rows where !capabilities.contains(row.capability) {
            capabilities.append(row.capability)
        }
        var table = TextTable(
            (["held-out accuracy", ""] + capabilities).map { (title: $0, alignment: .left) })
        for policy in policies {
            for mode in ["greedy", "sampled"] {
                let own = rows.filter { $0.policy == policy && $0.mode == mode }
                if own.isEmpty { continue }
                let cells = capabilities.map { name in
                    own.first { $0.capability == name }.map { row in
                        "\(Figures.percent(row.accuracy)) [\(Figures.fixed(row.low * 100, 1)), "
                            + "\(Figures.fixed(row.high * 100, 1))]"
                    } ?? "-"
                }
                table.append(["after " + policy, mode] + cells)
            }
        }
        return table.lines
    }
}

extension TextTable {
    /// The lines, without their ends.
    var lines: [String] { text.split(separator: "\n").map(String.init) }
}
