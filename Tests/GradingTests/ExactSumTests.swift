import Testing

@testable import Grading

@Suite("Sums of roots, pi and letters")
struct ExactSumTests {
    private func value(_ text: String) -> ExactSum? {
        var parser = MathParser(Array(text.utf8))
        return parser.parse()?.exact
    }

    @Test(
        "equal sums have the same form",
        arguments: [
            ("sqrt(8)", "2sqrt(2)"), ("sqrt(1/2)", "sqrt(2)/2"), ("1/(1+sqrt(2))", "sqrt(2)-1"),
            ("(a+b)^2", "a^2+2ab+b^2"), ("x/x", "1"), ("pi*x/pi", "x"), ("2^-2", "0.25"),
            ("4^0.5", "2"), ("sqrt(2)*sqrt(3)", "sqrt(6)"), ("x-x", "0"), ("7 3/4", "31/4"),
            ("\\frac12", "0.5"), ("-2^2", "-4"), ("|-3|", "3"), ("3!", "6"),
        ])
    func equal(left: String, right: String) throws {
        #expect(try #require(value(left)) == #require(value(right)))
    }

    @Test(
        "what leaves the form or the bounds has none",
        arguments: [
            "1/0", "sqrt(-1)", "sin(1)", "2^1000", "(a+b+c+d+e+f)^9", "x^100", "9**9**9",
            "x^-9223372036854775808", "2^(-9223372036854775808)",
        ])
    func none(text: String) {
        #expect(value(text) == nil)
    }
}
