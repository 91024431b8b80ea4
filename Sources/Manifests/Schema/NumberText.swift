/// Texts that are numbers. One way of writing each, so that no reader of YAML reads another number:
/// no octal, no hexadecimal, no underscores, no infinities.
enum NumberText {
    /// Whether a text is a decimal whole number without leading zeros.
    static func isInteger(_ text: String) -> Bool {
        var digits = Array(text.utf8)
        if digits.first == UInt8(ascii: "-") { digits.removeFirst() }
        guard let first = digits.first, digits.allSatisfy(isDigit) else { return false }
        return digits.count == 1 || first != UInt8(ascii: "0")
    }

    /// The finite number that a text writes in decimal digits, with a fraction and an exponent or
    /// without.
    static func real(_ text: String) -> Double? {
        let isNumeric = text.utf8.allSatisfy {
            isDigit($0) || [43, 45, 46, 69, 101].contains($0)
        }
        guard isNumeric, text.utf8.contains(where: isDigit), text.utf8.first != 43 else {
            return nil
        }
        let whole = text.drop { $0 == "-" }.prefix { $0.isWholeNumber }
        guard whole.count <= 1 || whole.first != "0" else { return nil }
        guard let value = Double(text), value.isFinite else { return nil }
        return value == 0 ? 0 : value
    }

    /// How many bytes a text such as `64MiB`, `1 GB` or `4096` means.
    static func byteCount(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isWholeNumber }
        guard isInteger(String(digits)), let count = Int(digits) else { return nil }
        var unit = text.dropFirst(digits.count)
        if unit.isEmpty { return count }
        if unit.first == " " { unit = unit.dropFirst() }
        let factors = [
            "B": 1, "kB": 1000, "KB": 1000, "MB": 1_000_000, "GB": 1_000_000_000,
            "TB": 1_000_000_000_000, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30,
            "TiB": 1 << 40,
        ]
        guard let factor = factors[String(unit)] else { return nil }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: factor)
        return overflow ? nil : bytes
    }

    /// The shortest text that reads back to the same number, whole numbers without a fraction.
    static func short(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// What to do about a text that is not quite a number.
    static func remedy(_ node: YAMLNode) -> String? {
        guard case .scalar(let text, let isPlain) = node.content else { return nil }
        if !isPlain { return real(text) == nil ? nil : "remove the quotes" }
        let bare = text.filter { $0 != "_" && $0 != "," }
        let trimmed = bare.drop { $0 == "0" || $0 == "+" }
        let plain = trimmed.isEmpty || trimmed.first == "." ? "0" + trimmed : String(trimmed)
        guard plain != text, real(plain) != nil, text != "+" else { return nil }
        return "did you mean \(Wording.quoted(plain))?"
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
