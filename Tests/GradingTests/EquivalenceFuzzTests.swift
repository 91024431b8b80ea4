import Records
import Testing

@testable import Grading

/// Random texts neither hang nor crash any rule, and an answer always equals itself.
@Suite("Equivalence of random texts")
struct EquivalenceFuzzTests {
    private static let pieces = [
        "0", "1", "2", "7", "10", "3.5", "1,000", " ", " ", "+", "-", "*", "/", "^", "**", "(", ")",
        "{", "}", "[", "]", "\\", "\\frac", "\\sqrt", "\\text{", "\\boxed{", "\\left(", "\\right)",
        "\\pi", "\\cdot", "\\circ", "x", "y", "e", "E", "pi", "sqrt", "sin", "cm", "hours", "%",
        "$",
        "=", "<", ">=", "!", "|", ",", ";", ".", ":", "_", "~", "&", "and", " or ", "A", "B.",
        "yes",
        "no", "the", "−", "π", "√", "½", "°", "×", "１", "é", "\u{301}", "\n", "\t", "\u{0}", "😀",
        "million", "**", "`", "\"", "'", "^{\\circ}", "∞", "9**9**9", "9^9^9^9",
    ]

    private static func texts(_ count: Int, seed: UInt64) -> [String] {
        var random = CounterGenerator(Seed(seed))
        return (0..<count).map { _ in
            (0..<Int(random.next() % 12)).map { _ in
                pieces[Int(random.next() % UInt64(pieces.count))]
            }.joined()
        }
    }

    @Test("ten thousand pairs have a verdict", arguments: Equivalence.all)
    func ends(rule: Equivalence) {
        let given = EquivalenceFuzzTests.texts(10_000, seed: 1)
        let gold = EquivalenceFuzzTests.texts(10_000, seed: 2)
        for (place, (own, its)) in zip(given, gold).enumerated() {
            let verdict = rule.verdict(given: own, gold: its, choices: [own, its, "5"])
            #expect([.right, .wrong, .notGradable].contains(verdict))
            guard place % 10 == 0 else { continue }
            // Pure: asked again it says the same.
            #expect(rule.verdict(given: own, gold: its, choices: [own, its, "5"]) == verdict)
        }
    }

    @Test("every text that says something equals itself, in a box as well")
    func reflexive() {
        for text in EquivalenceFuzzTests.texts(10_000, seed: 3) {
            let plain = AnswerText.undressed(AnswerText.normal(text))
            guard !plain.isEmpty else { continue }
            #expect(StrictEquivalence().verdict(given: text, gold: text) == .right)
            #expect(
                StrictEquivalence().verdict(given: " \(text) ", gold: text) == .right, "\(text)")
        }
    }

    @Test(
        "long and deep texts end",
        arguments: [
            "(", "{", "-", "\\frac{", "\\sqrt{", "2^", "1,", "an ", "|", "\\text{", "x<", "1 or ",
            "1\\frac{", "x|", "\\sqrt", "\\frac", "sin ",
        ])
    func deep(piece: String) {
        for count in [100, 1000, 20_000] {
            let text = String(repeating: piece, count: count)
            for rule in Equivalence.all {
                #expect(rule.verdict(given: text + "1", gold: "2") != .right)
                #expect(rule.verdict(given: "2", gold: text + "1") != .right)
            }
        }
    }
}
