import Records
import Testing

@testable import Grading

/// What other people's graders and generators say of thousands of pairs.
@Suite("Pairs with known verdicts")
struct GraderPairsTests {
    @Test("strict never takes another answer for the same, and knows 99.5 % of those that are")
    func strict() throws {
        var disagreements: [String] = []
        let pairs = try GraderPair.all("grader_pairs")
        try #require(pairs.count == 3102)
        for pair in pairs {
            let verdict = Equivalence.strict(tolerance: nil)
                .verdict(given: pair.given, gold: pair.gold)
            guard (verdict == .right) != pair.equivalent else { continue }
            disagreements.append("\(pair.given) | \(pair.gold): \(verdict.rawValue)")
            #expect(verdict != .right, "\(pair.given) | \(pair.gold)")
        }
        for line in disagreements { print("strict disagrees:", line) }
        #expect(disagreements.count * 1000 <= pairs.count * 5)
    }

    @Test(
        "mathruler's verdict on every pair",
        arguments: [("grader_pairs", 3102), ("mathruler_pairs", 1449)])
    func mathruler(file: String, count: Int) throws {
        let pairs = try GraderPair.all(file)
        try #require(pairs.count == count)
        for pair in pairs {
            let verdict = Equivalence.mathruler.verdict(given: pair.given, gold: pair.gold)
            let expected: Verdict =
                pair.mathruler.map { $0 ? .right : .wrong } ?? .notGradable
            #expect(verdict == expected, "\(pair.given) | \(pair.gold)")
        }
    }
}
