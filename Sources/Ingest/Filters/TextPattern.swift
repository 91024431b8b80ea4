import Records

/// A pattern that is compiled once and looked for in many texts.
///
/// A regular expression of plain text, anchors and alternatives of plain text is looked for byte by
/// byte, which is many times faster than Swift's engine; all others are run by it, on Unicode scalars.
/// Both give the same verdicts, except that the Kelvin sign and the long s are no `k` and `s` where
/// case is ignored. The engine backtracks: on a hostile text, an expression such as
/// `(a+)+$` may take forever, so data sets should not use nested repetition.
struct TextPattern {
    private enum Form {
        case literals([LiteralPattern])
        case regex(Regex<AnyRegexOutput>)
        case folded(String)
    }

    private let form: Form
    private let ignoresCase: Bool

    /// A text that lies somewhere in another.
    init(containing text: String, ignoresCase: Bool) {
        self.ignoresCase = ignoresCase
        if ignoresCase, !text.utf8.allSatisfy({ $0 < 0x80 }) {
            form = .folded(text.lowercased())
        } else {
            form = .literals([LiteralPattern(text: Array(text.utf8))])
        }
    }

    /// A regular expression.
    ///
    /// - Throws: a `Fault` if it is none.
    init(_ pattern: String, ignoresCase: Bool) throws(Fault) {
        if let (literals, isFolded) = LiteralPattern.parse(pattern, ignoresCase: ignoresCase) {
            self.ignoresCase = isFolded
            form = .literals(literals)
            return
        }
        self.ignoresCase = ignoresCase
        do {
            let regex = try Regex(pattern).matchingSemantics(.unicodeScalar)
            form = .regex(ignoresCase ? regex.ignoresCase() : regex)
        } catch {
            throw Fault(
                .badInput, "`\(pattern)` is not a regular expression", cause: "\(error)")
        }
    }

    /// Whether Swift's engine is not needed.
    var isLiteral: Bool { if case .regex = form { false } else { true } }

    /// Whether the pattern lies in a text.
    func matches(_ text: String) -> Bool {
        switch form {
        case .literals(let literals):
            let bytes = text.utf8.span
            for literal in literals where literal.matches(bytes, ignoringCase: ignoresCase) {
                return true
            }
            return false
        // A pattern that fails while it runs matches nothing.
        case .regex(let regex): return (try? regex.firstMatch(in: text)) ?? nil != nil
        case .folded(let needle):
            return ByteMatch.first(Array(needle.utf8), in: text.lowercased().utf8.span) != nil
        }
    }
}
