import Records
import Testing

@testable import Sampling

@Suite struct LabelRuleTests {
    struct Case: Sendable {
        var rule = LabelRule.pebr
        var right: Int
        var notRight: Int
        var wanted: Int
        var end = DrawGroup.End.allDrawn
        var label: Difficulty
        var reason = LabelReason.allDrawn
    }

    static let band = LabelRule.band(low: 0.2, high: 0.8)
    static let posterior = LabelRule.posterior(certainty: 0.8)

    static let cases = [
        Case(right: 8, notRight: 0, wanted: 8, label: .easy),
        Case(right: 7, notRight: 1, wanted: 8, label: .medium),
        Case(right: 1, notRight: 7, wanted: 8, label: .medium),
        Case(right: 0, notRight: 8, wanted: 8, label: .hard),
        Case(right: 4, notRight: 0, wanted: 4, label: .easy),
        Case(right: 16, notRight: 0, wanted: 16, label: .easy),
        Case(right: 8, notRight: 8, wanted: 16, label: .medium),
        // What is missing might have been of the other kind.
        Case(right: 3, notRight: 0, wanted: 8, label: .undecided, reason: .insufficientDraws),
        Case(right: 0, notRight: 7, wanted: 8, label: .undecided, reason: .insufficientDraws),
        Case(right: 0, notRight: 0, wanted: 8, label: .undecided, reason: .insufficientDraws),
        Case(right: 0, notRight: 0, wanted: 0, label: .undecided, reason: .insufficientDraws),
        // Whatever is missing, some are right and some are not.
        Case(right: 1, notRight: 1, wanted: 8, end: .mixed, label: .medium, reason: .mixed),
        Case(right: 1, notRight: 1, wanted: 8, label: .medium),
        Case(
            right: 2, notRight: 0, wanted: 8, end: .mixed, label: .undecided,
            reason: .insufficientDraws),
        Case(right: 22, notRight: 0, wanted: 32, end: .certain, label: .easy, reason: .certain),
        Case(right: 0, notRight: 22, wanted: 32, end: .certain, label: .hard, reason: .certain),
        // The reference script's literal 8.
        Case(rule: .literalEight, right: 8, notRight: 0, wanted: 8, label: .easy),
        Case(rule: .literalEight, right: 4, notRight: 0, wanted: 4, label: .medium),
        Case(rule: .literalEight, right: 16, notRight: 0, wanted: 16, label: .medium),
        Case(rule: .literalEight, right: 8, notRight: 8, wanted: 16, label: .easy),
        Case(rule: .literalEight, right: 0, notRight: 3, wanted: 8, label: .hard),
        Case(
            rule: .literalEight, right: 0, notRight: 0, wanted: 8, label: .undecided,
            reason: .insufficientDraws),
        // Means of 0.9, 0.8, 0.5, 0.2 and 0.1.
        Case(rule: band, right: 8, notRight: 0, wanted: 8, label: .easy),
        Case(rule: band, right: 7, notRight: 1, wanted: 8, label: .medium),
        Case(
            rule: band, right: 1, notRight: 1, wanted: 8, end: .mixed, label: .medium,
            reason: .mixed),
        Case(rule: band, right: 1, notRight: 7, wanted: 8, label: .medium),
        Case(rule: band, right: 0, notRight: 8, wanted: 8, label: .hard),
        Case(
            rule: band, right: 4, notRight: 1, wanted: 8, label: .undecided,
            reason: .insufficientDraws),
        // 1 − 0.9^9 is 0.61, 1 − 0.9^16 is 0.81.
        Case(
            rule: posterior, right: 8, notRight: 0, wanted: 8, label: .undecided,
            reason: .uncertain),
        Case(
            rule: posterior, right: 8, notRight: 0, wanted: 16, label: .undecided,
            reason: .insufficientDraws),
        Case(rule: posterior, right: 15, notRight: 0, wanted: 15, label: .easy),
        Case(rule: posterior, right: 0, notRight: 15, wanted: 15, label: .hard),
        Case(rule: posterior, right: 15, notRight: 0, wanted: 16, label: .easy),
        Case(rule: posterior, right: 7, notRight: 1, wanted: 8, label: .medium),
        // One wrong answer of many does not make a question medium.
        Case(rule: posterior, right: 63, notRight: 1, wanted: 64, label: .easy),
    ]

    @Test(arguments: cases)
    func `a group has the label and the reason that its rule says`(testCase: Case) {
        let evidence = GroupEvidence(
            question: "q",
            counts: VerdictCounts(right: testCase.right, notRight: testCase.notRight),
            wanted: testCase.wanted, end: testCase.end)
        let rate = Labelling(rule: testCase.rule).passRate(of: evidence)
        #expect(rate.difficulty == testCase.label)
        #expect(rate.reason == testCase.reason)
    }

    @Test func `names are those of manifests`() {
        let rules = [LabelRule.pebr, .literalEight, LabelRuleTests.band, LabelRuleTests.posterior]
        #expect(rules.map(\.name) == ["pebr", "pebr-literal-8", "band", "posterior"])
        #expect(rules.allSatisfy { $0.version > 0 })
    }
}
