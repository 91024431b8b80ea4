import Grading
import Records
import Testing

@Suite("What looks alike and is not, and what looks different and is the same")
struct TrickyPairsTests {
    struct Pair: CustomTestStringConvertible {
        var given: String
        var gold: String
        var choices: [String] = []
        var testDescription: String { "\(given) | \(gold)" }

        init(_ given: String, _ gold: String, _ choices: [String] = []) {
            self.given = given
            self.gold = gold
            self.choices = choices
        }
    }

    private func verdict(_ pair: Pair) -> Verdict {
        Equivalence.strict(tolerance: nil).verdict(
            given: pair.given, gold: pair.gold, choices: pair.choices)
    }

    @Test(arguments: [
        Pair("8n", "2^{3n}"), Pair("e^2 x", "e^{2x}"), Pair("x^{2m}", "x^2"), Pair("10¹²", "10"),
        Pair("3×10¹⁰", "30"), Pair("(A) and (C)", "A"), Pair("(A) or (B)", "A"),
        Pair("(A), (C)", "A"), Pair("A) or B)", "A"), Pair("2 millions", "2"),
        Pair("3 fifths", "3"), Pair("5 tens", "5"), Pair("2 lakh", "2"), Pair("5 factorial", "5"),
        Pair("5 mPa", "5 MPa"), Pair("5 mHz", "5 MHz"), Pair("5-10 cm", "5"),
        Pair("yes, no", "yes"), Pair("x*sin(2)", "\\sin 2x"), Pair("n!", "n"), Pair("BA", "(AB)"),
        Pair("5 kN", "5 N"), Pair("-$5", "5"),
    ])
    func `another thing is wrong`(_ pair: Pair) {
        #expect(verdict(pair) != .right)
    }

    @Test(arguments: [
        Pair("10¹²", "10^12"), Pair("1.5×10⁻³", "0.0015"), Pair("⅖", "2/5"),
        Pair("(A) and (B)", "A, B", ["1", "2"]), Pair("2 millions", "2000000"),
        Pair("The answer is: 5", "5"), Pair("The final answer is: B", "B"),
        Pair("-2x+5", "5-2x"), Pair("y = -2x + 3", "y = 3 - 2x"), Pair("2.7 g/cm^3", "2.7"),
        Pair("9.8 m/s^2", "9.8"), Pair("5 kN", "5"), Pair("5 kN", "5000 N"), Pair("500 nm", "500"),
        Pair("-$5", "-5"), Pair("$-5", "-$5"), Pair("-20%", "-20"), Pair("5$", "5"),
        Pair("₹500", "500"), Pair("50 Percent", "50%"), Pair("x=±3", "±3"),
        Pair("P=(1,2)", "(1,2)"), Pair("f(x)=2x+1", "2x+1"), Pair("$5$ cm", "5 cm"),
        Pair("$50$%", "50%"), Pair("($1$, $2$)", "(1,2)"), Pair("**B**: 12 cm", "B"),
        Pair("**(B)** 12 cm", "B"), Pair("e^{2x}", "e^{2*x}"), Pair("yes, it is", "yes"),
        Pair("\\sin 2x", "\\sin(2x)"),
        Pair("\\sin 2\\theta", "\\sin(2\\theta)"), Pair("10\\,000", "10000"), Pair("Yes!", "yes"),
    ])
    func `the same thing is right`(_ pair: Pair) {
        #expect(verdict(pair) == .right)
    }

    @Test func `a response of a megabyte without a line break ends at once`() {
        let text = String(repeating: "\\text{", count: 170_000)
        #expect(ResponseFormat.choice.parse(text, finished: true).answer == nil)
    }

    @Test func `a sentence that ends in a digit ends the answer`() {
        let parsed = ResponseFormat.free.parse(
            "The answer is 12. So we stop.", finished: true)
        #expect(parsed.answer == "12")
    }
}
