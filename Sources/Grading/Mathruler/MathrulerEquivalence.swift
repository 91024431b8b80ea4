import Records

/// The verdict of `grade_answer` of mathruler 0.1.0 (PyPI), which EasyR1 and PeBR-R1 grade with, by
/// rules of its own description; where that calls sympy's `simplify`, by normal form and sampling.
enum MathrulerEquivalence {
    static let identifier = "mathruler@1"

    /// Longer texts, in bytes, are not graded.
    private static let longest = 4096

    static func verdict(given: String, gold: String) -> Verdict {
        guard given.utf8.count <= longest, gold.utf8.count <= longest else {
            return given == gold ? .right : .notGradable
        }
        if MathrulerPlainForm.of(gold) == MathrulerPlainForm.of(given) { return .right }
        let (own, its) = (MathrulerTextForm.of(given), MathrulerTextForm.of(gold))
        if own == its { return .right }
        if own.scalars.isEmpty { return .wrong }
        let (parts, goldParts) = (elements(own), elements(its))
        if goldParts.count > 1 {
            guard own.scalars.first == its.scalars.first, own.scalars.last == its.scalars.last
            else { return .wrong }
        }
        guard parts.count == goldParts.count else { return .wrong }
        return zip(parts, goldParts).allSatisfy(areEqual) ? .right : .wrong
    }

    /// The parts of a tuple, or the whole.
    private static func elements(_ text: CodePoints) -> [CodePoints] {
        let text = MathrulerTextForm.withoutThousands(text)
        guard let first = text.scalars.first, let last = text.scalars.last else { return [] }
        let inner = text.scalars.dropFirst().dropLast()
        guard text.scalars.count > 2, isBracket(first), isBracket(last),
            !inner.contains(where: isBracket)
        else { return [text] }
        return CodePoints(Array(inner)).parts(",").map(\.stripped)
    }

    private static func isBracket(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "(" || scalar == ")" || scalar == "[" || scalar == "]"
    }

    private static func areEqual(_ own: CodePoints, _ its: CodePoints) -> Bool {
        if isFraction(its), isFraction(own) { return own == its }
        guard (MathrulerTextForm.integer(its) != nil) == (MathrulerTextForm.integer(own) != nil),
            isCalculated(own, its)
        else { return false }
        var goldParser = SymbolicParser(its, symbols: [])
        guard let gold = goldParser.parse() else { return false }
        var parser = SymbolicParser(own, symbols: goldParser.symbols)
        guard let value = parser.parse(), value.hasFloatingPower == gold.hasFloatingPower else {
            return false
        }
        return value.value.equals(gold.value, within: nil) ?? false
    }

    /// Whether a text is a fraction in digits, a character more or less.
    private static func isFraction(_ text: CodePoints) -> Bool {
        let scalars = text.scalars
        var index = scalars.first == "-" ? 1 : 0
        let start = index
        while index < scalars.count, CodePoints.isASCIIDigit(scalars[index]) { index += 1 }
        guard index > start else { return false }
        if index < scalars.count, scalars[index] != "/" { index += 1 }
        guard index < scalars.count, scalars[index] == "/" else { return false }
        var digits = scalars[(index + 1)...].prefix(while: CodePoints.isASCIIDigit)
        let rest = scalars.count - index - 1 - digits.count
        while digits.first == "0" { digits.removeFirst() }
        return !digits.isEmpty && rest <= 1
    }

    /// Whether mathruler hands the difference to sympy: at most two letters, no involved powers.
    private static func isCalculated(_ own: CodePoints, _ its: CodePoints) -> Bool {
        var letters: Set<Unicode.Scalar> = []
        for text in [own, its] {
            var bare = text
            bare.replace("sqrt")
            bare.replace("frac")
            letters.formUnion(bare.scalars.filter(CodePoints.isLetter))
        }
        return letters.count <= 2 && !hasInvolvedPower(own) && !hasInvolvedPower(its)
    }

    private static func hasInvolvedPower(_ text: CodePoints) -> Bool {
        let scalars = text.scalars
        for index in scalars.indices where scalars[index] == "^" && index + 1 < scalars.count {
            let next = scalars[index + 1]
            if next == "{" || next == "(" { return true }
            guard CodePoints.isASCIIDigit(next), index + 2 < scalars.count else { continue }
            if CodePoints.isASCIIDigit(scalars[index + 2]) || scalars[index + 2] == "^" {
                return true
            }
        }
        return false
    }
}
