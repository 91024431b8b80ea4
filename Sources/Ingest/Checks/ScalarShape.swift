/// What a scalar beyond ASCII is to the eye.
enum ScalarShape {
    /// A visible character that is in composed form whatever stands beside it, unless that is a mark.
    case letter
    /// Another visible character.
    case other
    /// Blank, a line end among them.
    case blank
    /// A control character, or one that Unicode says is none.
    case control
    /// The replacement character.
    case replacement
    /// A combining mark.
    case mark
    /// A selector of a character's looks, as emoji have them.
    case variation
    /// A joiner, or its contrary.
    case joiner
    /// Any other character without a shape.
    case invisible

    /// What a scalar is. Common scripts are told from their blocks; the tables of Unicode are slow.
    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0xA1...0xAC, 0xAE...0x2FF, 0x391...0x3FF, 0x400...0x482, 0x2010...0x2027,
            0x2030...0x205E, 0x2070...0x20CF, 0x2190...0x2328, 0x3001...0x3029, 0x3041...0x3096,
            0x30A1...0x30FA, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xFF01...0xFF60:
            self = .letter
        case 0xFFFD: self = .replacement
        case 0x200C, 0x200D: self = .joiner
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF: self = .variation
        // Letters of Hangul and Braille that are blank.
        case 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0: self = .invisible
        default: self = ScalarShape.looked(up: scalar)
        }
    }

    private static func looked(up scalar: Unicode.Scalar) -> ScalarShape {
        let properties = scalar.properties
        if properties.isWhitespace { return .blank }
        if properties.isNoncharacterCodePoint { return .control }
        switch properties.generalCategory {
        case .control, .surrogate: return .control
        case .format: return .invisible
        case .nonspacingMark, .enclosingMark: return .mark
        default: return properties.isDefaultIgnorableCodePoint ? .invisible : .other
        }
    }
}
