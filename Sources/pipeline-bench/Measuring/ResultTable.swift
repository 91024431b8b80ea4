import Glibc

/// Rows of figures, printed in columns.
struct ResultTable {
    private var rows: [[String]]

    init(_ header: String...) { rows = [header] }

    mutating func add(_ cells: String...) { rows.append(cells) }

    /// Prints the rows, then the most memory that the process had resident.
    func print() {
        printRows()
        Swift.print("peak memory \(Figure.fixed(ResourceUsage.peakMebibytes, 0)) MiB")
    }

    /// Prints the rows.
    func printRows() {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        for row in rows {
            let cells = row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + padding : padding + cell
            }
            Swift.print(cells.joined(separator: "  "))
        }
    }
}

/// Numbers as text.
enum Figure {
    /// A number with so many decimals.
    static func fixed(_ value: Double, _ decimals: Int) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "-" }
        let unit = Int(pow(10, Double(decimals)))
        let scaled = Int((value * Double(unit)).rounded())
        if decimals == 0 { return "\(scaled)" }
        let fraction = String(abs(scaled) % unit)
        let zeros = String(repeating: "0", count: decimals - fraction.count)
        return "\(scaled < 0 ? "-" : "")\(abs(scaled) / unit).\(zeros)\(fraction)"
    }

    /// Seconds as milliseconds with one decimal.
    static func milliseconds(_ seconds: Double) -> String { fixed(seconds * 1000, 1) }
}
