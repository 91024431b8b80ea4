import Records
import Testing

@testable import Sampling

/// What eight draws say of a question, in numbers that were worked out by hand.
@Suite struct ReferenceNumbersTests {
    struct Case: Sendable {
        var rate: Double
        var mixed: Double
        var sameLabelTwice: Double
        var allRight: Double
    }

    /// The probability of so many right draws of eight.
    static func probability(_ right: Int, of rate: Double) -> Double {
        var value = 1.0
        for step in 0..<right { value *= rate * Double(8 - step) / Double(step + 1) }
        for _ in right..<8 { value *= 1 - rate }
        return value
    }

    @Test(arguments: [
        Case(rate: 0.5, mixed: 0.992, sameLabelTwice: 0.985, allRight: 0.004),
        Case(rate: 0.8, mixed: 0.832, sameLabelTwice: 0.721, allRight: 0.168),
        Case(rate: 0.9, mixed: 0.570, sameLabelTwice: 0.510, allRight: 0.430),
        Case(rate: 0.95, mixed: 0.337, sameLabelTwice: 0.553, allRight: 0.663),
        Case(rate: 0.99, mixed: 0.077, sameLabelTwice: 0.857, allRight: 0.923),
    ])
    func `labels of eight draws are as reliable as they are`(testCase: Case) {
        var chances: [Difficulty: Double] = [:]
        for right in 0...8 {
            let evidence = GroupEvidence(
                question: "q", counts: VerdictCounts(right: right, notRight: 8 - right))
            let label = Labelling(rule: .pebr).passRate(of: evidence).difficulty
            chances[label, default: 0] += Self.probability(right, of: testCase.rate)
        }
        let twice = Difficulty.allCases.reduce(0.0) { sum, label in
            let chance = chances[label] ?? 0
            return sum + chance * chance
        }
        #expect(abs((chances[.medium] ?? 0) - testCase.mixed) < 6e-4)
        #expect(abs((chances[.easy] ?? 0) - testCase.allRight) < 6e-4)
        #expect(abs(twice - testCase.sameLabelTwice) < 6e-4)
        // A sharp posterior says the same of a trainer's group.
        let sharp = BetaPosterior(alpha: 1e9 * testCase.rate, beta: 1e9 * (1 - testCase.rate))
        #expect(abs(sharp.mixedProbability(8) - testCase.mixed) < 6e-4)
    }

    struct Stopped: Sendable {
        var rate: Double
        var draws: Double
    }

    /// Every order of eight verdicts, by its probability.
    @Test(arguments: [
        Stopped(rate: 0.5, draws: 2.98), Stopped(rate: 0.7, draws: 3.57),
        Stopped(rate: 0.8, draws: 4.41), Stopped(rate: 0.9, draws: 5.81),
        Stopped(rate: 0.95, draws: 6.78), Stopped(rate: 0.99, draws: 7.74),
        Stopped(rate: 1, draws: 8),
    ])
    func `stopping at a mixed group takes as many draws as the closed form says`(
        testCase: Stopped
    ) {
        var expected = 0.0
        for bits in 0..<256 {
            let verdicts = (0..<8).map { bits >> $0 & 1 == 1 }
            let chance = verdicts.reduce(1.0) { $0 * ($1 ? testCase.rate : 1 - testCase.rate) }
            let walk = StopRuleTests.walk(verdicts, .exact, waves: [1], cap: 8)
            expected += chance * Double(walk.draws)
        }
        #expect(abs(expected - testCase.draws) < 6e-3)
    }

    /// After stopping at the first mixed outcome the share is biased; the posterior is not.
    @Test func `the share of right draws of groups that stopped is biased`() {
        var share = 0.0
        for bits in 0..<256 {
            let verdicts = (0..<8).map { bits >> $0 & 1 == 1 }
            let chance = verdicts.reduce(1.0) { $0 * ($1 ? 0.7 : 0.3) }
            let draws = StopRuleTests.walk(verdicts, .exact, waves: [1], cap: 8).draws
            share += chance * Double(verdicts.prefix(draws).count { $0 }) / Double(draws)
        }
        #expect(abs(share - 0.622) < 6e-4)
    }
}
