/// Text of a man page in mdoc(7), line by line.
struct ManualText {
    private static let longestLine = 76
    private(set) var lines: [String] = []

    /// A comment.
    mutating func comment(_ text: String) { lines.append(".\\\" \(text)") }

    /// A line with a macro, as it is.
    mutating func macro(_ text: String) { lines.append(".\(text)") }

    /// Paragraphs of running text, a sentence a line and none too long. What stands between backticks
    /// becomes bold.
    ///
    /// - Parameter text: paragraphs, with an empty line between two.
    mutating func paragraphs(_ text: String) {
        var isFirst = true
        for paragraph in text.split(separator: "\n\n") {
            if !isFirst { macro("Pp") }
            isFirst = false
            var isCode = false
            var line = ""
            func end(_ line: String) -> String? { line.isEmpty ? nil : ManualText.guarded(line) }
            for word in paragraph.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                let escaped = ManualText.marked(word, &isCode)
                if !line.isEmpty, line.utf8.count + 1 + escaped.utf8.count > ManualText.longestLine
                {
                    lines += [end(line)].compactMap { $0 }
                    line = ""
                }
                line += line.isEmpty ? escaped : " \(escaped)"
                if let last = word.last, ".!?".contains(last), !isCode {
                    lines += [end(line)].compactMap { $0 }
                    line = ""
                }
            }
            lines += [end(line)].compactMap { $0 }
        }
    }

    /// The words of a macro's argument: characters that mean something escaped, and no word taken for a
    /// macro or for punctuation.
    static func argument(_ text: String) -> String {
        text.split(separator: " ").map { "\\&" + escaped($0) }.joined(separator: " ")
    }

    /// A word with what stands between backticks in bold.
    private static func marked(_ word: Substring, _ isCode: inout Bool) -> String {
        var result = ""
        for (index, part) in word.split(separator: "`", omittingEmptySubsequences: false)
            .enumerated()
        {
            if index > 0 {
                isCode.toggle()
                result += isCode ? "\\fB" : "\\fP"
            }
            result += escaped(part)
        }
        return result
    }

    /// A line that begins with neither of the characters that begin macros.
    private static func guarded(_ line: String) -> String {
        line.hasPrefix(".") || line.hasPrefix("'") ? "\\&\(line)" : line
    }

    private static func escaped(_ text: some StringProtocol) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case "'": result += "\\(aq"
            case "\"": result += "\\(dq"
            case "\u{21}"..."\u{7E}": result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let zeros = String(repeating: "0", count: max(0, 4 - digits.utf8.count))
                result += "\\[u\(zeros)\(digits)]"
            }
        }
        return result
    }
}
