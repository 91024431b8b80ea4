import Records
import Testing

@testable import Ingest

@Suite struct TextPatternTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var pattern: String
        var isLiteral = true
        var testDescription: String { pattern }
    }

    static let texts = [
        "", "a", "A", "b\n", "is there a red circle?", "IS A circle there?", "is there\n",
        "x is there", "what is it?", "let me Rethink It", "1+1=2 (yes)", "a.png", "a.PNG", "apng",
        "é", "e\u{301}", "Straße", "$5", "a|b", "|", "ab", "abc", "\u{2028}",
    ]

    /// The engine is the oracle of the fast path.
    @Test(arguments: [
        Case(pattern: "is"), Case(pattern: "^(is there|is a|is no) "), Case(pattern: "^what "),
        Case(pattern: "a|b|c"), Case(pattern: "^a|b$"), Case(pattern: "^$"), Case(pattern: ""),
        Case(pattern: "^"), Case(pattern: "$"), Case(pattern: "a$"), Case(pattern: "^ab$"),
        Case(pattern: #"\.(png|gif)$"#), Case(pattern: #"1\+1=2 \(yes\)"#),
        Case(pattern: "(?i)rethink it"), Case(pattern: "(?i)^IS (a|there)"),
        Case(pattern: "(?:a|b)(b|c)"), Case(pattern: "a|"), Case(pattern: "()"),
        Case(pattern: #"\$5"#), Case(pattern: #"\|"#), Case(pattern: "é"), Case(pattern: "ße"),
        Case(pattern: "there$"), Case(pattern: "=2 "),
        Case(pattern: "a.c", isLiteral: false), Case(pattern: "a*", isLiteral: false),
        Case(pattern: "[ab]", isLiteral: false), Case(pattern: #"\bis\b"#, isLiteral: false),
        Case(pattern: #"\d"#, isLiteral: false), Case(pattern: "((a))", isLiteral: false),
        Case(pattern: "(?=a)", isLiteral: false), Case(pattern: "(?i)É", isLiteral: false),
        Case(pattern: "(a)?b", isLiteral: false), Case(pattern: "a{2}", isLiteral: false),
    ])
    func `the fast path says what the engine says`(given: Case) throws {
        for ignoresCase in [false, true] {
            let pattern = try TextPattern(given.pattern, ignoresCase: ignoresCase)
            let isASCII = given.pattern.utf8.allSatisfy { $0 < 0x80 }
            #expect(pattern.isLiteral == (given.isLiteral && (isASCII || !ignoresCase)))
            let regex = try Regex(given.pattern).matchingSemantics(.unicodeScalar)
                .ignoresCase(ignoresCase)
            for text in TextPatternTests.texts {
                let expected = try regex.firstMatch(in: text) != nil
                #expect(pattern.matches(text) == expected, "\(text) \(ignoresCase)")
            }
        }
    }

    @Test(arguments: ["(", "[", "a{2", "*", #"\"#, "(?i", ")", "a)"])
    func `what is no expression is a fault or what the engine makes of it`(pattern: String) {
        let engineTakes = (try? Regex(pattern)) != nil
        let weTake = (try? TextPattern(pattern, ignoresCase: false)) != nil
        #expect(weTake == engineTakes)
    }

    @Test func `a text is looked for as it is written`() {
        #expect(TextPattern(containing: "a.b", ignoresCase: false).matches("xa.by"))
        #expect(!TextPattern(containing: "a.b", ignoresCase: false).matches("xacby"))
        #expect(TextPattern(containing: "ÄRGER", ignoresCase: true).matches("viel ärger"))
        #expect(!TextPattern(containing: "é", ignoresCase: false).matches("e\u{301}"))
    }
}
