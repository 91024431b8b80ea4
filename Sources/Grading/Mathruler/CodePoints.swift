/// A text as Python sees it: code points, without regard to what looks the same.
struct CodePoints: Hashable, Sendable {
    var scalars: [Unicode.Scalar]

    init(_ scalars: [Unicode.Scalar] = []) { self.scalars = scalars }

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// The text without white space around it.
    var stripped: CodePoints {
        let start = scalars.firstIndex { !CodePoints.isSpace($0) } ?? scalars.endIndex
        let end = scalars.lastIndex { !CodePoints.isSpace($0) }.map { $0 + 1 } ?? start
        return CodePoints(Array(scalars[start..<end]))
    }

    /// Every occurrence of a text replaced, left to right.
    mutating func replace(_ text: String, with replacement: String = "") {
        guard contains(text) else { return }
        self = CodePoints(
            Array(parts(text).map(\.scalars).joined(separator: replacement.unicodeScalars)))
    }

    /// Whether a text stands in it.
    func contains(_ text: String) -> Bool {
        let wanted = Array(text.unicodeScalars)
        return scalars.indices.contains { starts(with: wanted, at: $0) }
    }

    /// What stands between the occurrences of a text.
    func parts(_ separator: String) -> [CodePoints] {
        let wanted = Array(separator.unicodeScalars)
        var result: [CodePoints] = []
        var (start, index) = (0, 0)
        while index < scalars.count {
            if starts(with: wanted, at: index) {
                result.append(CodePoints(Array(scalars[start..<index])))
                index += wanted.count
                start = index
            } else {
                index += 1
            }
        }
        result.append(CodePoints(Array(scalars[start...])))
        return result
    }

    func starts(with text: [Unicode.Scalar], at index: Int) -> Bool {
        index + text.count <= scalars.count
            && scalars[index..<(index + text.count)].elementsEqual(text)
    }

    /// What `\text{…}` holds, if the whole is one; as a search for the shortest text up to the last
    /// brace finds it.
    var textCommand: CodePoints? {
        let open = Array("\\text{".unicodeScalars)
        var body = scalars[...]
        if body.last == "\n" { body = body.dropLast() }
        guard body.count > open.count + 1, starts(with: open, at: 0), body.last == "}" else {
            return nil
        }
        body = body.dropFirst(open.count).dropLast()
        return body.contains("\n") ? nil : CodePoints(Array(body))
    }

    /// The lower-case text.
    var lowercased: CodePoints {
        CodePoints(scalars.flatMap { Array($0.properties.lowercaseMapping.unicodeScalars) })
    }

    /// The value as Python's `float` reads it; nothing if it does not.
    var float: Double? {
        var text = ""
        let inner = stripped.scalars
        for (place, scalar) in inner.enumerated() {
            if let digit = CodePoints.digit(scalar) {
                text += "\(digit)"
            } else if scalar == "_" {
                guard place > 0, place + 1 < inner.count,
                    CodePoints.digit(inner[place - 1]) != nil,
                    CodePoints.digit(inner[place + 1]) != nil
                else { return nil }
            } else {
                guard scalar.isASCII else { return nil }
                text.unicodeScalars.append(scalar)
            }
        }
        if let first = text.utf8.first(where: { $0 != 43 && $0 != 45 }),
            first | 32 == 105 || first | 32 == 110
        {
            let word = text.lowercased().drop { $0 == "+" || $0 == "-" }
            guard ["inf", "infinity", "nan"].contains(word) else { return nil }
        } else if text.utf8.contains(where: { $0 | 32 == 120 || $0 | 32 == 112 }) {
            // Swift reads hexadecimal numbers, Python does not.
            return nil
        }
        return Double(text)
    }

    /// The value of a decimal digit of any script.
    static func digit(_ scalar: Unicode.Scalar) -> Int? {
        if scalar.isASCII { return scalar.value &- 48 < 10 ? Int(scalar.value - 48) : nil }
        guard scalar.properties.generalCategory == .decimalNumber else { return nil }
        return scalar.properties.numericValue.map { Int($0) }
    }

    static func isASCIIDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value &- 48 < 10 }

    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? scalar.value == 32 || scalar.value &- 9 < 5 || scalar.value &- 28 < 4
            : scalar.properties.isWhitespace
    }

    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (scalar.value | 32) &- 97 < 26 }
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            return true
        default: return false
        }
    }
}
