/// The first of mathruler's two normal forms, which it has from the MATH data set: spellings of LaTeX
/// made the same. Letters keep their case.
enum MathrulerPlainForm {
    static func of(_ answer: String) -> CodePoints {
        var text = CodePoints(answer).stripped
        if let inner = text.textCommand { text = inner.stripped }
        // What it cannot take apart stays as it is.
        return rewritten(text) ?? text
    }

    private static func rewritten(_ original: CodePoints) -> CodePoints? {
        var text = original
        for (old, new) in [
            ("\n", ""), ("\\!", ""), ("\\\\", "\\"), ("tfrac", "frac"), ("dfrac", "frac"),
            ("\\left", ""), ("\\right", ""), ("^{\\circ}", ""), ("^\\circ", ""), ("\\$", ""),
        ] {
            text.replace(old, with: new)
        }
        let units = text.parts("\\text{ ")
        guard units.count <= 2 else { return nil }
        text = units[0]
        for (old, new) in [("\\%", ""), ("%", ""), (" .", " 0."), ("{.", "{0.")] {
            text.replace(old, with: new)
        }
        guard let first = text.scalars.first else { return text }
        if first == "." { text.scalars.insert("0", at: 0) }
        let sides = text.parts("=")
        if sides.count == 2, sides[0].scalars.count <= 2 { text = sides[1] }
        guard let roots = withBracedRoots(text) else { return nil }
        text = roots
        text.replace(" ")
        guard let fractions = withBracedFractions(text) else { return nil }
        text = fractions
        if text == CodePoints("0.5") { text = CodePoints("\\frac{1}{2}") }
        return quotient(text) ?? text
    }

    /// `\sqrt3` as `\sqrt{3}`; nothing if a root ends the text.
    private static func withBracedRoots(_ text: CodePoints) -> CodePoints? {
        let parts = text.parts("\\sqrt")
        guard parts.count > 1 else { return text }
        var result = parts[0].scalars
        for part in parts.dropFirst() {
            guard let first = part.scalars.first else { return nil }
            result += "\\sqrt".unicodeScalars
            result += first == "{" ? part.scalars : ["{", first, "}"] + part.scalars.dropFirst()
        }
        return CodePoints(result)
    }

    /// `\frac12` as `\frac{1}{2}`; nothing if a fraction ends the text.
    private static func withBracedFractions(_ text: CodePoints) -> CodePoints? {
        let parts = text.parts("\\frac")
        guard parts.count > 1 else { return text }
        var result = parts[0].scalars
        for part in parts.dropFirst().map(\.scalars) {
            guard let first = part.first else { return nil }
            result += "\\frac".unicodeScalars
            if first == "{" {
                result += part
            } else if part.count < 2 {
                return text
            } else {
                result += ["{", first, "}"]
                result += part[1] == "{" ? [part[1]] : ["{", part[1], "}"]
                result += part.dropFirst(2)
            }
        }
        return CodePoints(result)
    }

    /// `a/b` of two plain whole numbers as a `\frac`.
    private static func quotient(_ text: CodePoints) -> CodePoints? {
        let sides = text.parts("/")
        guard sides.count == 2, sides.allSatisfy({ isCanonicalInteger($0.scalars) }) else {
            return nil
        }
        return CodePoints(
            Array("\\frac{".unicodeScalars) + sides[0].scalars + "}{".unicodeScalars
                + sides[1].scalars + ["}"])
    }

    private static func isCanonicalInteger(_ text: [Unicode.Scalar]) -> Bool {
        let digits = text.first == "-" ? text.dropFirst() : text[...]
        guard let first = digits.first, digits.allSatisfy(CodePoints.isASCIIDigit) else {
            return false
        }
        return first != "0" || text.count == 1
    }
}
