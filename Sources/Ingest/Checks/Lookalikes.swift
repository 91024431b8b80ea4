/// Characters of an answer that look like ASCII and are not, so that a grader that compares bytes
/// takes a right answer for a wrong one.
enum Lookalikes {
    /// Capitals and small letters of Cyrillic and Greek, and the Latin letters that they look like.
    private static let homoglyphs: [(original: Unicode.Scalar, ascii: Unicode.Scalar)] = Array(
        zip(
            "АВЕКМНОРСТУХІЅЈаеорсухіѕјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο".unicodeScalars,
            "ABEKMHOPCTYXISJaeopcyxisjABEZHIKMNOPTYXo".unicodeScalars)
    ).map { ($0.0, $0.1) }

    /// The first such character of a text, or nothing.
    static func first(in text: String) -> Unicode.Scalar? {
        var found: Unicode.Scalar?
        _ = replaced(in: text) { if found == nil { found = $0 } }
        return found
    }

    /// The text with the ASCII that it looks like.
    static func normalised(_ text: String) -> String { replaced(in: text) { _ in } }

    private static func replaced(
        in text: String, note: (Unicode.Scalar) -> Void
    ) -> String {
        let scalars = Array(text.unicodeScalars)
        let takesLetters = areLettersForeign(scalars)
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            var ascii = symbol(scalar)
            if ascii == nil, takesLetters { ascii = letter(scalar) }
            if ascii == nil, isMinus(index, of: scalars) { ascii = "-" }
            if ascii != nil { note(scalar) }
            result.append(ascii ?? scalar)
        }
        return String(result)
    }

    /// Whether a dash is a minus: it stands before a digit, and after no number and no word.
    private static func isMinus(_ index: Int, of scalars: [Unicode.Scalar]) -> Bool {
        guard (0x2010...0x2015).contains(scalars[index].value), index + 1 < scalars.count,
            isDigit(scalars[index + 1])
        else { return false }
        guard let before = scalars[..<index].last(where: { $0 != " " }) else { return true }
        return !before.properties.isAlphabetic && !isDigit(before) && before != ")" && before != "%"
    }

    /// Whether all letters beyond ASCII look like ASCII, and the text is one letter or has ASCII
    /// letters as well: then it is no text of another script.
    private static func areLettersForeign(_ scalars: [Unicode.Scalar]) -> Bool {
        var hasASCII = false
        for scalar in scalars where scalar.properties.isAlphabetic {
            if scalar.isASCII {
                hasASCII = true
            } else if letter(scalar) == nil, symbol(scalar) == nil {
                return false
            }
        }
        return hasASCII || scalars.count == 1
    }

    private static func letter(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard (0x391...0x458).contains(scalar.value) else { return nil }
        return homoglyphs.first { $0.original == scalar }?.ascii
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.numericType == .decimal
    }

    /// The ASCII of a character that has no other use in an answer.
    private static func symbol(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        if scalar.isASCII { return nil }
        let value = scalar.value
        switch value {
        case 0x2212, 0xFE63: return "-"
        case 0x2044, 0x2215: return "/"
        case 0x2236: return ":"
        case 0x2217: return "*"
        case 0x066B, 0x2024: return "."
        // Full-width punctuation is common in Chinese and Japanese.
        case 0xFF01, 0xFF08, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F: return nil
        case 0xFF02...0xFF5E: return Unicode.Scalar(value - 0xFEE0)
        case 0x1D400...0x1D6A3:
            let place = (value - 0x1D400) % 52
            return Unicode.Scalar(place < 26 ? 65 + place : 71 + place)
        default:
            guard isDigit(scalar), let digit = scalar.properties.numericValue else { return nil }
            return Unicode.Scalar(48 + UInt32(digit))
        }
    }
}
