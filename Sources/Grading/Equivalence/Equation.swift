/// Answers such as `x = 5`.
enum Equation {
    /// What is compared of two answers: the right sides, where one or both name what they are about.
    static func sides(_ own: [UInt8], _ its: [UInt8]) -> (own: [UInt8], its: [UInt8]) {
        let (left, right) = (parts(own), parts(its))
        switch (left, right) {
        case (.some(let left), nil): return (left.value, its)
        case (nil, .some(let right)): return (own, right.value)
        case (.some(let left), .some(let right)) where left.name == right.name:
            return (left.value, right.value)
        default: return (own, its)
        }
    }

    /// The name before the first equals sign, and what stands behind the last.
    private static func parts(_ text: [UInt8]) -> (name: [UInt8], value: [UInt8])? {
        guard let first = text.firstIndex(of: UInt8(ascii: "=")),
            let last = text.lastIndex(of: UInt8(ascii: "=")), last + 1 < text.count
        else { return nil }
        let name = text[..<first].filter { $0 != UInt8(ascii: " ") }
        guard !name.isEmpty, name.count <= 24, isName(name) else { return nil }
        return (name, Array(AnswerText.trimmed(text[(last + 1)...])))
    }

    /// Whether it is a name such as `x`, `x_1`, `AB` or `\angle ABC`: nothing to calculate.
    private static func isName(_ text: [UInt8]) -> Bool {
        // `f(x)`.
        if text.count == 4, AnswerText.isLetter(text[0]), text[1] == UInt8(ascii: "("),
            AnswerText.isLetter(text[2]), text[3] == UInt8(ascii: ")")
        {
            return true
        }
        guard text.contains(where: AnswerText.isLetter),
            !AnswerText.contains(text[...], Array("\\sqrt".utf8))
        else { return false }
        var isIndex = false
        for byte in text {
            switch byte {
            case UInt8(ascii: "_"): isIndex = true
            case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\\"): break
            case 48...57: if !isIndex { return false }
            default: if AnswerText.lower(byte) &- 97 >= 26, byte < 128 { return false }
            }
        }
        return true
    }
}
