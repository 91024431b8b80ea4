import Records
import Testing

@testable import Grading

@Suite("mathruler's verdicts")
struct MathrulerEquivalenceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var given: String
        var gold: String
        var isRight: Bool
        var testDescription: String { "\(given) | \(gold)" }

        init(_ given: String, _ gold: String, _ isRight: Bool) {
            self.given = given
            self.gold = gold
            self.isRight = isRight
        }
    }

    /// What mathruler 0.1.0 was seen to say.
    static let cases = [
        Case("(A)", "A", true), Case("{A}", "A", true), Case("A.", "A", false),
        Case("A: 5", "A", false), Case("Option A", "A", false), Case("a", "A", true),
        Case("yes.", "yes", false), Case("7.", "7", true), Case("no", "on", true),
        Case("BA", "AB", true), Case("It", "ti", true), Case("or", "ro", false),
        Case("5 hours", "5 minutes", true), Case("5 meters", "5 feet", true),
        Case("Sunday", "sun", true), Case("Today", "to", true), Case("minute", "", true),
        Case("50%", "50", true), Case("50%", "0.5", false), Case("2/4", "1/2", false),
        Case("6/8", "0.75", true), Case("0.3333", "1/3", false), Case("0.25", "1/4", true),
        Case("1e3", "1000", true), Case("1,000", "1000", true), Case("10,00", "1000", false),
        Case(#"\sqrt{4}"#, "2", false), Case("x=5", "5", true), Case("x=5, y=3", "5,3", false),
        Case("7 3/4", "7.75", true), Case("7 3/4", "31/4", true), Case("(1,2)", "[1,2]", false),
        Case("(1,2)", "1,2", false), Case("red or blue", "red,blue", true),
        Case("−3", "-3", false), Case("90°", "90", false), Case(#"90^\circ"#, "90", true),
        Case("90 degrees", "90", true), Case("5 million", "5000000", false),
        Case(#"\boxed{5}"#, "5", true), Case("", "4", false), Case("６１", "61", true),
        Case("13^0.5", "sqrt(13)", false), Case("sqrt(8)", "2sqrt(2)", true),
        Case("sqrt(x^2)", "x", false), Case("ln(4)", "2ln(2)", true),
        Case("(x+1)^2", "x^2+2x+1", true), Case("2^(1/2)", "sqrt(2)", false),
        Case("x2", "2x", true), Case("5!", "119+1", true), Case("1e400", "inf", false),
        Case(#"\mathbf{5}"#, "5", true), Case("1_000", "1000", true),
    ]

    @Test("as seen", arguments: cases)
    func verdicts(testCase: Case) {
        #expect(
            MathrulerEquivalence.verdict(given: testCase.given, gold: testCase.gold)
                == (testCase.isRight ? .right : .wrong))
    }

    @Test("what would keep it busy for ever ends at once")
    func bounded() {
        #expect(MathrulerEquivalence.verdict(given: "9**9**9**9", gold: "x+1") != .right)
        let deep = String(repeating: "(", count: 2000) + "1" + String(repeating: ")", count: 2000)
        #expect(MathrulerEquivalence.verdict(given: deep, gold: "x") == .wrong)
        let braces = String(repeating: #"\sqrt{"#, count: 600)
        #expect(MathrulerEquivalence.verdict(given: braces, gold: "x") == .wrong)
        let long = String(repeating: "1", count: 100_000)
        #expect(MathrulerEquivalence.verdict(given: long, gold: "x") == .notGradable)
        #expect(MathrulerEquivalence.verdict(given: long, gold: long) == .right)
    }
}
