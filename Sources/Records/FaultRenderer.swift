/// The one place where faults become text for a person.
public enum FaultRenderer {
    /// The text for a fault: `file:line:column: error: message`, the source line with a caret where
    /// it is known, the cause and the remedy. Ends without a newline.
    ///
    /// - Parameters:
    ///   - fault: what happened.
    ///   - sourceLine: the text of the line that the location names, where the caller has it.
    public static func render(_ fault: Fault, sourceLine: String? = nil) -> String {
        var lines: [String] = []
        let place = fault.location.map { "\($0): " } ?? ""
        lines.append("\(printable(place))error: \(printable(fault.message))")
        if let location = fault.location, let sourceLine {
            let number = "\(location.line)"
            let margin = String(repeating: " ", count: number.utf8.count)
            lines.append(" \(number) | \(printable(sourceLine))")
            let before = sourceLine.unicodeScalars.prefix(max(0, location.column - 1))
            let indent = before.map { $0 == "\t" ? "\t" : " " }.joined()
            lines.append(" \(margin) | \(indent)^")
        }
        if let cause = fault.cause {
            // A program's last words may be several lines; none of them can look like ours.
            let words = cause.split(separator: "\n", omittingEmptySubsequences: false)
            lines.append(
                "  cause: " + words.map { printable(String($0)) }.joined(separator: "\n         "))
        }
        if let remedy = fault.remedy { lines.append("  help: \(printable(remedy))") }
        return lines.joined(separator: "\n")
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
