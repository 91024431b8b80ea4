/// The one place where faults become text for a person.
public enum FaultRenderer {
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
            lines.append("\(style(.faint, " \(number) |")) \(printable(sourceLine))")
            let indent = indent(of: sourceLine, column: location.column)
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

    /// The text with control characters made visible, so that a hostile file cannot steer the
    /// terminal.
    public static func printable(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar.value == 9
                || (scalar.value >= 32 && scalar.value != 127
                    && !(0x80...0x9F).contains(scalar.value))
            {
                result.unicodeScalars.append(scalar)
            } else {
                result += "\\u{" + String(scalar.value, radix: 16) + "}"
            }
        }
        return result
    }
}
