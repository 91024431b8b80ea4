/// A table of text with aligned columns.
public struct TextTable: Sendable {
    /// How a column is aligned.
    public enum Alignment: Sendable {
        /// To the left.
        case left
        /// To the right.
        case right
    }

    private let alignments: [Alignment]
    private var rows: [[String]]

    /// A table with a heading.
    public init(_ columns: [(title: String, alignment: Alignment)]) {
        alignments = columns.map(\.alignment)
        rows = [columns.map(\.title)]
    }

    /// Adds a row.
    public mutating func append(_ row: [String]) { rows.append(row) }

    /// The lines, each ended by a newline.
    public var text: String {
        var widths = alignments.map { _ in 0 }
        for row in rows {
            for (index, cell) in row.enumerated() where index < widths.count {
                widths[index] = max(widths[index], DisplayWidth.columns(of: cell))
            }
        }
        var text = ""
        for row in rows {
            var line = ""
            for (index, cell) in row.enumerated() where index < widths.count {
                let space = String(
                    repeating: " ", count: widths[index] - DisplayWidth.columns(of: cell))
                if index > 0 { line += "  " }
                line += alignments[index] == .left ? cell + space : space + cell
            }
            while line.last == " " { line.removeLast() }
            text += line + "\n"
        }
        return text
    }
}
