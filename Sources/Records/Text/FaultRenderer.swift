/// The one place where faults become text for a person.
public enum FaultRenderer {
    /// Of a source line with more characters than this, the part around the fault is shown.
    private static let longestLine = 160

    /// The text for a fault: `file:line:column: error: message`, the source line with a caret where
    /// it is known, the cause and the remedy. Ends without a newline.
    ///
    /// - Parameters:
    ///   - fault: what happened.
    ///   - sourceLine: the text of the line that the location names, where the caller has it.
    ///   - style: how words are marked.
    public static func render(
        _ fault: Fault, sourceLine: String? = nil, style: TextStyle = .plain
    ) -> String {
        var lines: [String] = []
        let place = fault.location.map { style(.heading, printable("\($0):")) + " " } ?? ""
        lines.append("\(place)\(style(.error, "error:")) \(printable(fault.message))")
        if let location = fault.location, let sourceLine {
            let number = "\(location.line)"
            let margin = String(repeating: " ", count: number.utf8.count)
            let (line, column) = excerpt(of: sourceLine, around: location.column)
            lines.append("\(style(.faint, " \(number) |")) \(printable(line))")
            let indent = indent(of: line, column: column)
            lines.append("\(style(.faint, " \(margin) |")) \(indent)\(style(.error, "^"))")
        }
        if let cause = fault.cause {
            // A program's last words may be several lines; none of them can look like ours.
            let words = cause.split(separator: "\n", omittingEmptySubsequences: false)
                .map { printable(String($0)) }.joined(separator: "\n         ")
            lines.append("  \(style(.faint, "cause:")) \(words)")
        }
        if let remedy = fault.remedy {
            lines.append("  \(style(.help, "help:")) \(printable(remedy))")
        }
        return lines.joined(separator: "\n")
    }

    /// The part of a long line that a column is in, and its column there.
    private static func excerpt(of line: String, around column: Int) -> (String, column: Int) {
        let scalars = line.unicodeScalars
        guard scalars.count > longestLine else { return (line, column) }
        let start = max(0, min(column - 1, scalars.count) - longestLine / 2)
        var part = String.UnicodeScalarView(scalars.dropFirst(start).prefix(longestLine))
        if start + part.count < scalars.count { part.append("…") }
        if start > 0 { part.insert("…", at: part.startIndex) }
        return (String(part), column - start + (start > 0 ? 1 : 0))
    }

    /// What puts a caret under a column, as the line is printed: wide and escaped characters before
    /// it count as the columns that they take.
    private static func indent(of line: String, column: Int) -> String {
        var indent = ""
        for scalar in line.unicodeScalars.prefix(max(0, column - 1)) {
            if scalar == "\t" {
                indent.append("\t")
            } else {
                let columns = DisplayWidth.columns(of: printable(String(scalar)))
                indent += String(repeating: " ", count: columns)
            }
        }
        return indent
    }

    /// The text with control characters made visible, also those that end a line or turn its
    /// direction, so that a hostile file cannot steer the terminal or look like another text.
    public static func printable(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0...8, 10...31, 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069:
                result += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
