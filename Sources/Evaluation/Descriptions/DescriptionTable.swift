import Records
import Sampling

/// What descriptions are worth as a table of text: a row a policy, mode and reader.
public enum DescriptionTable {
    /// The lines, the header first; none without rows.
    public static func lines(_ rows: [DescriptionRow]) -> [String] {
        let whole = rows.filter { $0.capability == "all" && $0.family == nil }
        guard !whole.isEmpty else { return [] }
        let hasReader = whole.contains { $0.reader != "self" }
        let hasKeywords = whole.contains { $0.counts.compared > 0 }
        var header = ["descriptions", ""] + (hasReader ? ["read by"] : [])
        header += ["suffice", "shortcuts", "of right answers"]
        if hasKeywords { header += ["recall", "precision", "hallucinated", "missed"] }
        var table = TextTable(header.map { (title: $0, alignment: .left) })
        for row in whole {
            var cells = ["after " + row.policy, row.mode] + (hasReader ? [row.reader] : [])
            cells += [row.sufficiency, row.shortcutRate, row.shortcutsOfRight].map(text)
            if hasKeywords {
                cells += [row.recall, row.precision].map { $0.map(Format.percent) ?? "-" }
                cells += [row.hallucinations, row.misses].map {
                    $0.map { "\(Format.fixed($0, 2)) each" } ?? "-"
                }
            }
            table.append(cells)
        }
        return table.lines
    }

    private static func text(_ share: DescriptionRow.Share) -> String {
        guard let value = share.value else { return "-" }
        return Format.share(value, low: share.interval.low, high: share.interval.high)
    }
}
