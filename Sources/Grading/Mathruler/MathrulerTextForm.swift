/// The second of mathruler's two normal forms, which it has from PRM800K: units deleted as substrings,
/// LaTeX as plain text, lower case.
enum MathrulerTextForm {
    static func of(_ answer: String) -> CodePoints {
        var text = CodePoints(answer)
        if let inner = text.textCommand { text = inner }
        for (old, new) in [
            ("\\%", "%"), ("\\$", "$"), ("$", ""), ("%", ""), (" or ", " , "), (" and ", " , "),
            ("million", "*10^6"), ("billion", "*10^9"), ("trillion", "*10^12"),
        ] {
            text.replace(old, with: new)
        }
        for unit in units { remove(unit, from: &text) }
        removeDegrees(from: &text)
        if text.scalars.first == "{", text.scalars.last == "}" {
            // A single brace goes once from either end.
            text.scalars = Array(text.scalars.dropFirst().dropLast())
        }
        removeSpacedCommas(from: &text)
        if let value = text.float, let whole = rounded(value) { text = CodePoints(whole) }
        if text.contains("\\") { text = LaTeXText.plain(text) ?? text }
        closeMinus(in: &text)
        text = withMixedNumbers(text)
        for dropped in [" ", "{", "}"] { text.replace(dropped) }
        text = text.lowercased
        if let whole = integer(text) { text = CodePoints(whole) }
        return text
    }

    /// The whole number that a text is when thousands' commas are read over; nothing if it is none.
    static func integer(_ text: CodePoints) -> String? {
        guard let value = withoutThousands(text).float, rounded(value) != nil else { return nil }
        var bare = text
        bare.replace(",")
        guard let number = bare.float else { return nil }
        return WholeText.digits(of: number.rounded(.towardZero))
    }

    /// A text without the commas that part a digit from three others.
    static func withoutThousands(_ text: CodePoints) -> CodePoints {
        var text = text
        while true {
            var result: [Unicode.Scalar] = []
            let old = text.scalars
            func isDigit(_ place: Int) -> Bool {
                place < old.count && CodePoints.digit(old[place]) != nil
            }
            var index = 0
            while index < old.count {
                if isDigit(index), index + 1 < old.count, old[index + 1] == ",",
                    (2...4).allSatisfy({ isDigit(index + $0) }), !isDigit(index + 5)
                {
                    // The character behind the group is part of the match, and so is passed over.
                    result.append(old[index])
                    result += old[(index + 2)..<min(index + 6, old.count)]
                    index += 6
                } else {
                    result.append(old[index])
                    index += 1
                }
            }
            if result.count == old.count { return text }
            text.scalars = result
        }
    }

    /// The whole number next to a value that is almost one.
    private static func rounded(_ value: Double) -> String? {
        guard value.isFinite else { return nil }
        let whole = value.rounded(.toNearestOrEven)
        return abs(value - whole) <= 1e-7 ? WholeText.digits(of: whole) : nil
    }

    private static let units = [
        "degree", "cm", "centimeter", "meter", "mile", "second", "minute", "hour", "day", "week",
        "month", "year", "foot", "feet", "inch", "yard",
    ]

    /// Deletes a unit, its plural and a power behind it.
    private static func remove(_ unit: String, from text: inout CodePoints) {
        guard text.contains(unit) else { return }
        let wanted = Array(unit.unicodeScalars)
        let old = text.scalars
        var result: [Unicode.Scalar] = []
        var index = 0
        while index < old.count {
            guard text.starts(with: wanted, at: index) else {
                result.append(old[index])
                index += 1
                continue
            }
            index += wanted.count
            if text.starts(with: ["e", "s"], at: index) { index += 2 }
            if text.starts(with: ["s"], at: index) { index += 1 }
            while index < old.count, old[index] == " " { index += 1 }
            if index + 1 < old.count, old[index] == "^", CodePoints.isASCIIDigit(old[index + 1]) {
                index += 1
                while index < old.count, CodePoints.isASCIIDigit(old[index]) { index += 1 }
            }
        }
        text.scalars = result
    }

    /// Deletes `^\circ`.
    private static func removeDegrees(from text: inout CodePoints) {
        removeMatches(from: &text) { text, start in
            guard text.scalars[start] == "^" else { return nil }
            var index = start + 1
            while index < text.scalars.count, text.scalars[index] == " " { index += 1 }
            return text.starts(with: circ, at: index) ? index + circ.count : nil
        }
    }

    private static let circ = Array("\\circ".unicodeScalars)

    /// Deletes `,\!` and the spaces behind it.
    private static func removeSpacedCommas(from text: inout CodePoints) {
        removeMatches(from: &text) { text, start in
            guard text.starts(with: [",", "\\", "!"], at: start) else { return nil }
            var index = start + 3
            while index < text.scalars.count, text.scalars[index] == " " { index += 1 }
            return index
        }
    }

    /// Deletes the spaces behind a minus sign.
    private static func closeMinus(in text: inout CodePoints) {
        var isBehindMinus = false
        text.scalars.removeAll { scalar in
            if scalar == " ", isBehindMinus { return true }
            isBehindMinus = scalar == "-"
            return false
        }
    }

    private static func removeMatches(
        from text: inout CodePoints, end: (CodePoints, Int) -> Int?
    ) {
        guard text.contains("\\") else { return }
        var result: [Unicode.Scalar] = []
        var index = 0
        while index < text.scalars.count {
            if let next = end(text, index) {
                index = next
            } else {
                result.append(text.scalars[index])
                index += 1
            }
        }
        text.scalars = result
    }

    /// A plus for the spaces between two digits.
    private static func withMixedNumbers(_ text: CodePoints) -> CodePoints {
        let old = text.scalars
        var result: [Unicode.Scalar] = []
        var index = 0
        while index < old.count {
            result.append(old[index])
            guard CodePoints.isASCIIDigit(old[index]) else {
                index += 1
                continue
            }
            var next = index + 1
            while next < old.count, old[next] == " " { next += 1 }
            if next > index + 1, next < old.count, CodePoints.isASCIIDigit(old[next]) {
                result += ["+", old[next]]
                index = next + 1
            } else {
                index += 1
            }
        }
        return CodePoints(result)
    }
}
