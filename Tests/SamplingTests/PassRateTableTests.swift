import Records
import Testing

@testable import Sampling

@Suite("Pass rates and labels")
struct PassRateTableTests {
    struct Case: Sendable {
        var right: Int
        var draws: Int
        var wanted: Int
        var label: Difficulty
    }

    static let cases = [
        Case(right: 8, draws: 8, wanted: 8, label: .easy),
        Case(right: 7, draws: 8, wanted: 8, label: .medium),
        Case(right: 1, draws: 8, wanted: 8, label: .medium),
        Case(right: 0, draws: 8, wanted: 8, label: .hard),
        // The reference script's literal 8 calls these medium, medium and easy.
        Case(right: 4, draws: 4, wanted: 4, label: .easy),
        Case(right: 16, draws: 16, wanted: 16, label: .easy),
        Case(right: 8, draws: 16, wanted: 16, label: .medium),
        Case(right: 3, draws: 3, wanted: 8, label: .undecided),
        Case(right: 0, draws: 0, wanted: 8, label: .undecided),
    ]

    @Test("PeBR-R1's rule for any number of draws", arguments: cases)
    func rule(testCase: Case) {
        #expect(
            LabelRule.pebr.label(
                right: testCase.right, draws: testCase.draws, wanted: testCase.wanted)
                == testCase.label)
    }

    static func rollout(_ question: String, _ draw: Int, _ verdict: Verdict) -> Rollout {
        Rollout(
            question: question, draw: draw, response: "", tokenCount: 1, finishReason: .stop,
            verdict: verdict)
    }

    @Test("groups are counted whatever the order of rollouts; questions keep theirs")
    func order() throws {
        let rollouts = [
            PassRateTableTests.rollout("b", 1, .right), PassRateTableTests.rollout("a", 0, .wrong),
            PassRateTableTests.rollout("b", 0, .right), PassRateTableTests.rollout("a", 1, .right),
        ]
        let rates = try PassRateTable.passRates(
            of: ["a", "b", "c"], rollouts: rollouts, wanted: 2, rule: .pebr)
        let reversed = try PassRateTable.passRates(
            of: ["a", "b", "c"], rollouts: rollouts.reversed(), wanted: 2, rule: .pebr)
        #expect(rates == reversed)
        #expect(rates.map(\.difficulty) == [.medium, .easy, .undecided])
        #expect(rates.map(\.right) == [1, 2, 0])
        #expect(rates.map(\.posteriorMean) == [0.5, 0.75, 0.5])
    }

    @Test("a draw that is there twice is refused, not counted")
    func repeatedDraw() {
        #expect(throws: Fault.self) {
            try PassRateTable.passRates(
                of: ["a"],
                rollouts: [
                    PassRateTableTests.rollout("a", 0, .right),
                    PassRateTableTests.rollout("a", 0, .right),
                ], wanted: 2, rule: .pebr)
        }
    }

    @Test("a rollout of an unknown question, and a question twice, are refused")
    func unknown() {
        #expect(throws: Fault.self) {
            try PassRateTable.passRates(
                of: ["a"], rollouts: [PassRateTableTests.rollout("b", 0, .right)], wanted: 1,
                rule: .pebr)
        }
        #expect(throws: Fault.self) {
            try PassRateTable.passRates(of: ["a", "a"], rollouts: [], wanted: 1, rule: .pebr)
        }
    }

    @Test("a row reads back as it was")
    func row() throws {
        let rate = PassRate(question: "a", right: 3, draws: 8, difficulty: .medium)
        #expect(try PassRate(json: rate.json) == rate)
    }
}
