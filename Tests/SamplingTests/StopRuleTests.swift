import Records
import Testing

@testable import Sampling

@Suite("Stop rules")
struct StopRuleTests {
    /// How a question's draws go under a rule.
    static func walk(
        _ verdicts: [Bool], _ rule: StopRule, waves: [Int], cap: Int
    ) -> (draws: Int, label: Difficulty) {
        var counts = VerdictCounts()
        var draws = 0
        var wave = 0
        while draws < cap {
            let size = waves[min(wave, waves.count - 1)]
            wave += 1
            for place in draws..<min(cap, draws + size) {
                counts.add(verdicts[place] ? .right : .wrong)
            }
            draws = min(cap, draws + size)
            if let end = rule.end(after: counts) {
                return (draws, StopRuleTests.label(counts, cap, end))
            }
        }
        return (draws, StopRuleTests.label(counts, cap, .allDrawn))
    }

    static let estimate = PassRateEstimate(
        BetaPosterior(VerdictCounts()), bounds: .init(), groupSize: 8)

    /// The label of the rule that stopping early is exact for.
    static func label(
        _ counts: VerdictCounts, _ wanted: Int, _ end: DrawGroup.End
    ) -> Difficulty {
        LabelRule.pebr.label(counts, wanted: wanted, end: end, estimate: estimate).difficulty
    }

    @Test("stopping at a mixed group takes 2.984375 of 8 draws at a pass rate of one half")
    func expectation() {
        let total = (0..<256).reduce(0) { sum, bits in
            let verdicts = (0..<8).map { bits >> $0 & 1 == 1 }
            return sum + StopRuleTests.walk(verdicts, .exact, waves: [1], cap: 8).draws
        }
        #expect(Double(total) / 256 == 2.984375)
    }

    @Test("labels equal those of 8 fixed draws, whatever the waves", arguments: [[1], [2, 2, 4]])
    func everyGroup(waves: [Int]) {
        for bits in 0..<256 {
            let verdicts = (0..<8).map { bits >> $0 & 1 == 1 }
            let fixed = StopRuleTests.walk(verdicts, .none, waves: waves, cap: 8)
            let early = StopRuleTests.walk(verdicts, .exact, waves: waves, cap: 8)
            #expect(fixed.label == early.label)
            #expect(fixed.draws == 8)
        }
    }

    /// A quarter near 1, 15 % near 0, the others of Beta(1.5, 1.5).
    static func population(_ count: Int) -> [[Bool]] {
        (0..<count).map { item in
            var random = CounterGenerator(Seed(5).deriving(item))
            let place = Double(item) / Double(count)
            let rate: Double
            if place < 0.25 {
                rate = 1 - 0.05 * random.uniform()
            } else if place < 0.4 {
                rate = 0.05 * random.uniform()
            } else {
                rate = StopRuleTests.middle(&random)
            }
            return (0..<32).map { _ in random.uniform() < rate }
        }
    }

    /// A draw from Beta(1.5, 1.5), whose density is that of a half circle, by rejection.
    static func middle(_ random: inout CounterGenerator) -> Double {
        while true {
            let rate = random.uniform()
            if random.uniform() < 2 * (rate * (1 - rate)).squareRoot() { return rate }
        }
    }

    @Test("20,000 questions: a third of the draws are saved and no label differs")
    func synthetic() {
        var saved = 0
        var differences = 0
        for verdicts in StopRuleTests.population(20_000) {
            let fixed = StopRuleTests.walk(verdicts, .none, waves: [8], cap: 8)
            let early = StopRuleTests.walk(verdicts, .exact, waves: [1], cap: 8)
            let inWaves = StopRuleTests.walk(verdicts, .exact, waves: [2, 2, 4], cap: 8)
            differences += fixed.label == early.label && fixed.label == inWaves.label ? 0 : 1
            saved += 8 - early.draws
        }
        #expect(differences == 0)
        let share = Double(saved) / 160_000
        #expect(share > 0.3 && share < 0.4, "\(share)")
    }

    @Test("a certain label is as probable as asked; all others go on to the cap")
    func posterior() {
        let bounds = DifficultyBounds()
        let rule = StopRule.posterior(certainty: 0.9, bounds: bounds)
        var ends = 0
        for verdicts in StopRuleTests.population(500) {
            let walk = StopRuleTests.walk(verdicts, rule, waves: [2, 2, 4, 8], cap: 32)
            var counts = VerdictCounts()
            for verdict in verdicts.prefix(walk.draws) { counts.add(verdict ? .right : .wrong) }
            let certainty = bounds.probability(of: walk.label, BetaPosterior(counts))
            #expect(certainty >= 0.9 || walk.draws == 32)
            if walk.draws < 32 { ends += 1 }
        }
        #expect(ends > 250)
        #expect(rule.end(after: VerdictCounts()) == nil)
        // 0.9 to the power 22 is the first below one tenth.
        #expect(rule.end(after: VerdictCounts(right: 20)) == nil)
        #expect(rule.end(after: VerdictCounts(right: 21)) == .certain)
    }
}
