@testable import Terminal

/// A terminal as far as our output needs one: text, newlines, carriage returns, "cursor up" and "erase
/// below". It folds lines that are too long, and folds them anew when its width changes.
struct VirtualTerminal {
    private(set) var size: TerminalSize
    /// Rows, those that have scrolled away too; each says whether it goes on in the next one.
    private var rows: [(text: [Character], isFolded: Bool)] = [([], false)]
    private var row = 0
    private var column = 0
    /// The first row that the screen shows.
    private(set) var top = 0

    init(_ size: TerminalSize) { self.size = size }

    /// Everything that was written and not erased, lines as they were before they were folded.
    var lines: [String] {
        var lines: [String] = []
        var line = ""
        for row in rows {
            line += String(row.text)
            if row.isFolded { continue }
            lines.append(line)
            line = ""
        }
        return lines
    }

    mutating func write(_ text: String) {
        var rest = Array(text.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\n":
                row += 1
                if row == rows.count { rows.append(([], false)) }
                column = 0
                top = max(top, row - size.rows + 1)
            case "\r": column = 0
            case "\u{1B}": control(&rest)
            default: put(Character(scalar))
            }
        }
    }

    private mutating func put(_ character: Character) {
        if column == size.columns {
            rows[row].isFolded = true
            write("\n")
        }
        while rows[row].text.count <= column { rows[row].text.append(" ") }
        rows[row].text[column] = character
        column += 1
    }

    private mutating func control(_ rest: inout ArraySlice<Unicode.Scalar>) {
        var number = ""
        _ = rest.popFirst()
        while let scalar = rest.popFirst() {
            switch scalar {
            case "0"..."9", ";": number.unicodeScalars.append(scalar)
            case "A":
                // What has scrolled away cannot be reached.
                row = max(top, row - (Int(number) ?? 1))
                return
            case "J":
                rows[row].text = Array(rows[row].text.prefix(column))
                rows[row].isFolded = false
                rows.removeSubrange((row + 1)...)
                return
            default: return
            }
        }
    }

    /// The window gets another size; lines are folded anew, as most terminals do.
    mutating func resize(_ size: TerminalSize) {
        let lines = lines
        self.size = size
        rows = [([], false)]
        (row, column, top) = (0, 0, 0)
        write(lines.joined(separator: "\n"))
        column = 0
    }
}
