import Records
import Testing

@testable import Grading

@Suite("Strict equivalence")
struct StrictEquivalenceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var given: String
        var gold: String
        var testDescription: String { "\(given) | \(gold)" }

        init(_ given: String, _ gold: String) {
            self.given = given
            self.gold = gold
        }
    }

    private func verdict(_ testCase: Case) -> Verdict {
        StrictEquivalence().verdict(given: testCase.given, gold: testCase.gold)
    }

    @Test("means the same", arguments: StrictEquivalenceCases.same)
    func same(testCase: Case) {
        #expect(verdict(testCase) == .right)
    }

    @Test("means something else, however alike it looks", arguments: StrictEquivalenceCases.other)
    func other(testCase: Case) {
        #expect(verdict(testCase) != .right)
    }

    @Test("what is right one way round is right the other, but for units and explanations")
    func symmetry() {
        var checked = 0
        for testCase in StrictEquivalenceCases.same {
            let isDirected = testCase.given.contains(",") || testCase.given.contains(" ")
            guard !isDirected, !testCase.gold.contains(" "), testCase.gold != "N/A" else {
                continue
            }
            checked += 1
            #expect(
                verdict(Case(testCase.gold, testCase.given)) == .right,
                "\(testCase.testDescription)")
        }
        #expect(checked > 50)
    }

    @Test("numbers too long to be kept exactly are not told apart")
    func tooLong() {
        #expect(verdict(Case("10^100", "10^100+1")) == .notGradable)
        #expect(verdict(Case("10^100", "10^101")) == .wrong)
        #expect(verdict(Case("1e400", "1e401")) == .notGradable)
    }

    @Test("an empty gold answer is not gradable, an empty answer is wrong")
    func empty() {
        #expect(verdict(Case("5", "")) == .notGradable)
        #expect(verdict(Case("5", " . ")) == .notGradable)
        #expect(verdict(Case("", "5")) == .wrong)
    }

    @Test("a tolerance is a share of the gold number, of numbers only")
    func tolerance() {
        let rule = StrictEquivalence(tolerance: 0.01)
        #expect(rule.verdict(given: "3.14", gold: "\\pi") == .right)
        #expect(rule.verdict(given: "99", gold: "100") == .right)
        #expect(rule.verdict(given: "98.9", gold: "100") == .wrong)
        #expect(rule.verdict(given: "101", gold: "100") == .right)
        #expect(rule.verdict(given: "101.005", gold: "100") == .wrong)
        #expect(rule.verdict(given: "101", gold: "100 cm") == .wrong)
        #expect(rule.verdict(given: "0", gold: "0.001") == .wrong)
        #expect(rule.verdict(given: "x", gold: "1.001x") != .right)
    }

    struct Choice: Sendable {
        var given: String
        var gold: String
        var verdict: Verdict
    }

    static let choices = ["10 cm", "12 cm", "14 cm", "none of these"]
    static let choiceCases = [
        Choice(given: "B", gold: "B", verdict: .right),
        Choice(given: "(b)", gold: "B", verdict: .right),
        Choice(given: "B. 12 cm", gold: "B", verdict: .right),
        Choice(given: "12 cm", gold: "B", verdict: .right),
        Choice(given: "12cm", gold: "B", verdict: .right),
        Choice(given: "0.12 m", gold: "B", verdict: .right),
        Choice(given: "12", gold: "B", verdict: .wrong),
        Choice(given: "C", gold: "B", verdict: .wrong),
        Choice(given: "14 cm", gold: "B", verdict: .wrong),
        Choice(given: "B", gold: "12 cm", verdict: .right),
        Choice(given: "C", gold: "12 cm", verdict: .wrong),
        Choice(given: "None of these.", gold: "D", verdict: .right),
        Choice(given: "B", gold: "(B) 12 cm", verdict: .right),
        Choice(given: "A and B", gold: "A", verdict: .wrong),
        Choice(given: "12 cm or 14 cm", gold: "B", verdict: .wrong),
    ]

    @Test("an option's letter in any dress, or its text", arguments: choiceCases)
    func choice(testCase: Choice) {
        let verdict = StrictEquivalence().verdict(
            given: testCase.given, gold: testCase.gold, choices: StrictEquivalenceTests.choices)
        #expect(verdict == testCase.verdict, "\(testCase.given) | \(testCase.gold)")
    }

    @Test("an option that is there twice is not told by its text")
    func ambiguous() {
        let rule = StrictEquivalence()
        #expect(rule.verdict(given: "5", gold: "A", choices: ["5", "5.0"]) == .wrong)
    }
}
