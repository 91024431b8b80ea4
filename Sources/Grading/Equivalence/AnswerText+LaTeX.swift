extension AnswerText {
    /// Without `\left`, spacing commands, and `\text{…}` around words; relations as in programs.
    static func unwrapped(_ text: ArraySlice<UInt8>) -> [UInt8] {
        let dollars = text.indices.filter {
            text[$0] == UInt8(ascii: "$")
                && ($0 == text.startIndex || text[$0 - 1] != backslash)
        }
        // `$5$ cm`: around a part.
        if !dollars.isEmpty, dollars.count % 2 == 0 {
            var inner: [UInt8] = []
            var next = 0
            for index in text.indices {
                if next < dollars.count, index == dollars[next] {
                    next += 1
                } else {
                    inner.append(text[index])
                }
            }
            return unwrapped(inner[...])
        }
        guard text.contains(where: { $0 == backslash || $0 == UInt8(ascii: "{") }) else {
            return Array(text)
        }
        var result: [UInt8] = []
        result.reserveCapacity(text.count + 8)
        var index = text.startIndex
        while index < text.endIndex {
            if let (word, end) = plain(text, at: index) {
                result += word
                index = end
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return Array(trimmed(result[...]))
    }

    /// What stands for the command or group at an index, and where it ends; nothing where the byte
    /// stands for itself.
    private static func plain(
        _ text: ArraySlice<UInt8>, at index: Int
    ) -> (word: [UInt8], end: Int)? {
        let rest = text[index...]
        switch text[index] {
        case backslash:
            if isThousandsGap(text, at: index) { return ([], index + 2) }
            for (spelling, word) in spellings where rest.starts(with: spelling) {
                let end = index + spelling.count
                // `\le` is no `\lesssim`.
                let isCut =
                    end < text.endIndex && isLetter(spelling[spelling.count - 1])
                    && isLetter(text[end])
                if !isCut { return (word, end) }
            }
            guard let command = commands.first(where: { rest.starts(with: $0) }),
                let end = closing(rest.dropFirst(command.count))
            else { return nil }
            let inner = text[(index + command.count)..<end]
            return ([space] + inner.map { $0 == UInt8(ascii: "~") ? space : $0 } + [space], end + 1)
        case UInt8(ascii: "^"), UInt8(ascii: "_"):
            for degrees in degrees where rest.starts(with: degrees) {
                return (Array(" degree ".utf8), index + degrees.count)
            }
            // `x^{12}` and `x_{1}` without the braces, where nothing follows that would join.
            guard index + 1 < text.endIndex, text[index + 1] == UInt8(ascii: "{"),
                let end = closing(rest.dropFirst(2)), index + 2 < end,
                text[(index + 2)..<end].allSatisfy({ isLetter($0) || $0 &- 48 < 10 }),
                // `e^{2x}` is no `e^2x`.
                text[index] == UInt8(ascii: "_") || end == index + 3
                    || text[(index + 2)..<end].allSatisfy({ $0 &- 48 < 10 }),
                end + 1 == text.endIndex || !(isLetter(text[end + 1]) || text[end + 1] &- 48 < 10)
            else { return nil }
            return ([text[index]] + text[(index + 2)..<end], end + 1)
        case UInt8(ascii: "{"):
            // `1{,}000`.
            return rest.starts(with: bracedComma) ? ([UInt8(ascii: ",")], index + 3) : nil
        default: return nil
        }
    }

    /// Whether the `\,` at an index stands between the thousands of a number: `10\,000`.
    private static func isThousandsGap(_ text: ArraySlice<UInt8>, at index: Int) -> Bool {
        guard index > text.startIndex, text[index - 1] &- 48 < 10,
            index + 1 < text.endIndex, text[index + 1] == UInt8(ascii: ",")
        else { return false }
        return text[(index + 2)...].prefix { $0 &- 48 < 10 }.count == 3
    }

    static func isLetter(_ byte: UInt8) -> Bool { lower(byte) &- 97 < 26 }

    private static let space = UInt8(ascii: " ")
    private static let bracedComma = Array("{,}".utf8)
    private static let degrees = ["^{\\circ}", "^\\circ", "^{ \\circ }", "^ degree"]
        .map { Array($0.utf8) }
    private static let spellings: [([UInt8], [UInt8])] = [
        ("\\left", ""), ("\\right", ""), ("\\bigl", ""), ("\\bigr", ""), ("\\big", ""),
        ("\\,", " "),
        ("\\!", ""), ("\\;", " "), ("\\:", " "), ("\\ ", " "), ("\\quad", " "), ("\\%", "%"),
        ("\\$", "$"), ("\\{", "{"), ("\\}", "}"), ("\\lbrace", "{"), ("\\rbrace", "}"),
        ("\\degree", " degree "), ("\\circ", " degree "), ("\\geq", ">="), ("\\geqslant", ">="),
        ("\\ge", ">="), ("\\leq", "<="), ("\\leqslant", "<="), ("\\le", "<="), ("\\lt", "<"),
        ("\\gt", ">"), ("\\neq", "!="), ("\\ne", "!="), ("\\colon", ":"),
        ("\\varnothing", "\\emptyset"),
        ("\\textdollar", "$"), ("\\textdegree", " degree "), ("\\displaystyle", ""),
    ].map { (Array($0.utf8), Array($1.utf8)) }
}
