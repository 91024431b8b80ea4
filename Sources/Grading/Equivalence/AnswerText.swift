/// An answer as it is compared: Unicode's spellings of mathematics as ASCII, and without the dress
/// that people and models put on answers.
enum AnswerText {
    /// ASCII for signs, digits and spaces that mean the same; everything else as it is.
    static func normal(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        guard bytes.contains(where: { $0 >= 128 || $0 < 32 }) else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var wasRaised = false
        for scalar in text.unicodeScalars {
            if let word = replacement(for: scalar) {
                // One caret for a run of raised signs: `10¹²` is `10^12`.
                let isRaised = word.utf8.count > 1 && word.utf8.first == UInt8(ascii: "^")
                result += word.utf8.dropFirst(isRaised && wasRaised ? 1 : 0)
                wasRaised = isRaised
            } else {
                result += UTF8.encode(scalar).map { Array($0) } ?? []
                wasRaised = false
            }
        }
        return result
    }

    private static func replacement(for scalar: Unicode.Scalar) -> String? {
        let value = scalar.value
        if value < 128 { return value < 32 ? " " : nil }
        if (0xFF01...0xFF5E).contains(value) {
            return Unicode.Scalar(value - 0xFEE0).map { String($0) }
        }
        if let word = words[scalar] { return word }
        switch value {
        case 0x2010...0x2015, 0x2212, 0xFE63: return "-"
        case 0x2000...0x200A, 0xA0, 0x202F, 0x205F, 0x3000, 0x2028, 0x2029, 0x85: return " "
        case 0x200B...0x200F, 0x2060...0x2064, 0xFEFF: return ""
        default: break
        }
        if scalar.properties.numericType == .decimal, let digit = scalar.properties.numericValue {
            return "\(Int(digit))"
        }
        return nil
    }

    private static let words: [Unicode.Scalar: String] = [
        "×": "*", "·": "*", "⋅": "*", "∙": "*", "∗": "*", "÷": "/", "⁄": "/", "∕": "/",
        "π": "\\pi ", "√": "\\sqrt ", "°": " degree ", "º": " degree ", "∞": "\\infty ", "≤": "<=",
        "≥": ">=", "≠": "!=", "⩽": "<=", "⩾": ">=", "∈": "\\in ",
        "∪": "\\cup ", "∩": "\\cap ", "∅": "\\emptyset ", "∠": "\\angle ", "∘": " degree ",
        "θ": "\\theta ", "α": "\\alpha ", "β": "\\beta ", "γ": "\\gamma ",
        "⁰": "^0", "¹": "^1", "²": "^2", "³": "^3", "⁴": "^4", "⁵": "^5", "⁶": "^6", "⁷": "^7",
        "⁸": "^8", "⁹": "^9", "⁻": "^-", "½": " 1/2", "⅓": " 1/3", "⅔": " 2/3", "¼": " 1/4",
        "¾": " 3/4",
        "⅕": " 1/5", "⅖": " 2/5", "⅗": " 3/5", "⅘": " 4/5", "⅙": " 1/6", "⅚": " 5/6",
        "⅛": " 1/8", "⅜": " 3/8", "⅝": " 5/8", "⅞": " 7/8", "±": "\\pm ",
        "‘": "'", "’": "'", "“": "\"", "”": "\"", "«": "\"", "»": "\"", "％": "%",
    ]

    /// The answer without its dress: mathematics' dollars, boxes, bold type, quotes, a full stop, and
    /// words such as "the answer is".
    static func undressed(_ text: [UInt8]) -> [UInt8] {
        var result = trimmed(text[...])
        for _ in 0..<12 {
            guard let less = peeled(result) else { break }
            result = trimmed(less)
        }
        return unwrapped(result)
    }

    /// One layer less; nothing if there is none.
    private static func peeled(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let first = text.first, let last = text.last else { return nil }
        for (open, close) in pairs where text.count >= open.count + close.count {
            guard text.starts(with: open), text.suffix(close.count).elementsEqual(close) else {
                continue
            }
            let inner = text.dropFirst(open.count).dropLast(close.count)
            // `$5 and $6$` is no pair, and `*a* and *b*` neither.
            if !inner.isEmpty, !contains(inner, close) { return inner }
        }
        if first == backslash, last == UInt8(ascii: "}") {
            for command in commands where text.starts(with: command) {
                let inner = text.dropFirst(command.count)
                if closing(inner) == inner.endIndex - 1 { return inner.dropLast() }
            }
        }
        if first == UInt8(ascii: "{"), closing(text.dropFirst()) == text.endIndex - 1,
            !text.contains(UInt8(ascii: ","))
        {
            return text.dropFirst().dropLast()
        }
        if last == UInt8(ascii: ".") || last == UInt8(ascii: ",") || last == UInt8(ascii: ";")
            || last == UInt8(ascii: ":")
        {
            return text.dropLast()
        }
        // "Yes!", but `n!`.
        if last == UInt8(ascii: "!"), text.count > 2, text.dropLast().suffix(2).allSatisfy(isLetter)
        {
            return text.dropLast()
        }
        for phrase in phrases where text.count > phrase.count {
            let start = text.prefix(phrase.count)
            if zip(start, phrase).allSatisfy({ lower($0) == $1 }) {
                return text.dropFirst(phrase.count).drop {
                    $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: " ")
                }
            }
        }
        return nil
    }

    /// The index of the brace that closes a group which is open at the start; nothing if none does.
    static func closing(_ text: ArraySlice<UInt8>) -> Int? {
        var depth = 1
        for index in text.indices {
            if text[index] == UInt8(ascii: "{") { depth += 1 }
            if text[index] == UInt8(ascii: "}") { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var result = text.drop { $0 == UInt8(ascii: " ") }
        while result.last == UInt8(ascii: " ") { result.removeLast() }
        return result
    }

    static func lower(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 32 : byte }

    static func contains(_ text: ArraySlice<UInt8>, _ part: [UInt8]) -> Bool {
        guard part.count <= text.count else { return false }
        for index in text.startIndex...(text.endIndex - part.count)
        where text[index..<(index + part.count)].elementsEqual(part) {
            return true
        }
        return false
    }

    static let backslash = UInt8(ascii: "\\")
    private static let pairs: [([UInt8], [UInt8])] = [
        ("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]"), ("**", "**"), ("__", "__"),
        ("*", "*"), ("`", "`"), ("\"", "\""), ("'", "'"),
    ].map { (Array($0.utf8), Array($1.utf8)) }
    static let commands = [
        "\\boxed{", "\\fbox{", "\\text{", "\\textbf{", "\\textit{", "\\textrm{", "\\mathrm{",
        "\\mathbf{", "\\mathit{", "\\mathsf{", "\\mbox{", "\\operatorname{",
    ].map { Array($0.utf8) }
    private static let phrases = [
        "the final answer is", "final answer is", "final answer:", "the correct answer is",
        "correct answer is", "the answer is", "answer is", "answer:", "the correct option is",
        "therefore,", "thus,", "so,", "\\displaystyle",
    ].map { Array($0.utf8) }
}
