/// How many columns of a terminal text takes.
///
/// After Unicode's East Asian Width (UAX 11) and general categories. Where terminals differ, as over
/// joined emoji, it is the larger number: a line that is cut to a width never exceeds it.
public enum DisplayWidth {
    /// The columns of a scalar: 0, 1 or 2.
    public static func columns(of scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x7F { return value < 0x20 ? 0 : 1 }
        if value < 0x300 { return value < 0xA0 || value == 0xAD ? 0 : 1 }
        // Asks for the picture form of what stands before it, which is one column wider.
        if value == 0xFE0F { return 1 }
        // The second and third parts of a Korean syllable join the first.
        if (0x1160...0x11FF).contains(value) { return 0 }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return isWide(value) || properties.isEmojiPresentation ? 2 : 1
        }
    }

    /// The columns of a text on one line.
    public static func columns(of text: some StringProtocol) -> Int {
        var count = 0
        for scalar in text.unicodeScalars { count += columns(of: scalar) }
        return count
    }

    /// The text's first characters that take so many columns at most; `…` ends it where some were
    /// left out.
    public static func prefix(_ text: String, columns limit: Int) -> String {
        // Hardly any text is longer than its bytes.
        if text.utf8.count <= limit || columns(of: text) <= limit { return text }
        guard limit > 0 else { return "" }
        var result = ""
        var count = 0
        for character in text {
            count += columns(of: String(character))
            if count > limit - 1 { break }
            result.append(character)
        }
        return result + "…"
    }

    /// Blocks whose characters are wide or full-width in UAX 11.
    private static func isWide(_ value: UInt32) -> Bool {
        guard value >= 0x1100 else { return false }
        switch value {
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
            0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,
            0x1F200...0x1F2FF, 0x20000...0x3FFFD:
            return true
        default: return false
        }
    }
}
