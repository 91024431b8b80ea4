import Records

/// Accuracies as a table of text: a row a policy and mode, a column a capability.
public enum AccuracyTable {
    /// The table's lines, its header first.
    public static func lines(_ rows: [AccuracyRow], policies: [String]) -> [String] {
        var capabilities: [String] = []
        for row in rows where !capabilities.contains(row.capability) {
            capabilities.append(row.capability)
        }
        var table = TextTable(
            (["held-out accuracy", ""] + capabilities).map { (title: $0, alignment: .left) })
        for policy in policies {
            let all = rows.filter { $0.policy == policy }
            var modes: [String] = []
            for row in all where !modes.contains(row.mode) { modes.append(row.mode) }
            for mode in modes {
                let own = all.filter { $0.mode == mode }
                let cells = capabilities.map { name in
                    own.first { $0.capability == name }.map { row in
                        Format.share(row.accuracy, low: row.low, high: row.high)
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
