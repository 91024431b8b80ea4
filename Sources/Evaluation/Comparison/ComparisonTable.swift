import Records

/// A comparison as lines of text.
public enum ComparisonTable {
    /// A block a figure: each arm's mean with its standard error, and the difference from the baseline
    /// with its 95 % interval.
    public static func lines(_ rows: [ComparisonRow], baseline: String, seeds: Int) -> [String] {
        var table = [
            ["figure, \(seeds) seeds", "arm", "mean ± se", "minus \(baseline) [95 %]"]
        ]
        var last = ""
        for row in rows {
            let scale = Scale(row.figure)
            let difference = row.difference.map { difference in
                let range = difference.interval.map {
                    " [\(scale.signed($0.lowerBound)), \(scale.signed($0.upperBound))]"
                }
                return scale.signed(difference.mean) + (range ?? "")
            }
            let error = row.own.standardError.map { " ± " + scale.text($0) } ?? ""
            table.append([
                row.figure == last ? "" : row.figure, row.arm, scale.text(row.own.mean) + error,
                difference ?? "",
            ])
            last = row.figure
        }
        let widths = table[0].indices.map { column in
            table.map { $0[column].count }.max() ?? 0
        }
        return table.map { row in
            let cells = zip(row, widths).map { cell, width in
                cell + String(repeating: " ", count: width - cell.count)
            }
            return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
        }
    }

    /// How a figure is shown: accuracies and shares in per cent.
    private struct Scale {
        private static let shares = ["accuracy", "sufficiency", "shortcut", "keyword"]

        let factor: Double
        let decimals: Int

        init(_ figure: String) {
            if figure == ArmFigures.accuracyOverTime {
                (factor, decimals) = (100, 3)
            } else if figure == "draws" {
                (factor, decimals) = (1, 0)
            } else if Scale.shares.contains(where: figure.hasPrefix) || figure.hasSuffix("groups") {
                (factor, decimals) = (100, 1)
            } else {
                (factor, decimals) = (1, figure == ArmFigures.processorTime ? 1 : 3)
            }
        }

        func text(_ value: Double) -> String { Format.fixed(value * factor, decimals) }
        func signed(_ value: Double) -> String {
            let text = text(value)
            return text.hasPrefix("-") ? text : "+" + text
        }
    }
}
