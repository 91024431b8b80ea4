import Curriculum
import Glibc
import Records
import Testing

@Suite struct WeightedSampleTests {
    /// Questions with keys; some keys are equal.
    static func choices(_ count: Int, seed: UInt64) -> [Choice] {
        (0..<count).map { row in
            let candidate = Candidates.candidate("question \(row)")
            let key =
                row % 5 == 0
                ? 0.25 : SampleKey.key(of: candidate.id, weight: 1, seed: Seed(seed))
            return Choice(candidate, row: row, key: key, weight: 1)
        }
    }

    @Test(arguments: [0, 1, 7, 100, 500, 1000])
    func `a sample is the questions with the least keys, whatever order they come in`(limit: Int) {
        let all = WeightedSampleTests.choices(500, seed: 1)
        let expected = Set(
            all.sorted { ($0.key, $0.id) < ($1.key, $1.id) }.prefix(limit).map(\.row))
        for order in 0..<5 {
            var random = CounterGenerator(Seed(UInt64(order)))
            var sample = WeightedSample(limit: limit)
            for choice in random.shuffled(all) { sample.add(choice) }
            #expect(sample.count == min(limit, 500))
            #expect(Set(sample.choices.map(\.row)) == expected)
        }
    }

    @Test(arguments: [1, 2, 7])
    func `samples of shards merge to the sample of the whole, in any order`(shards: Int) {
        let all = WeightedSampleTests.choices(500, seed: 2)
        var whole = WeightedSample(limit: 60)
        for choice in all { whole.add(choice) }
        for order in 0..<5 {
            var random = CounterGenerator(Seed(UInt64(order)))
            var parts = (0..<shards).map { _ in WeightedSample(limit: 60) }
            for choice in random.shuffled(all) { parts[random.index(below: shards)].add(choice) }
            var merged = WeightedSample(limit: 60)
            for part in random.shuffled(parts) { merged.merge(part) }
            #expect(merged.choices.map(\.row) == whole.choices.map(\.row))
        }
    }

    @Test func `keys are exponential with the weight as their rate`() {
        for weight in [0.1, 1, 4] {
            let keys = (0..<20_000).map {
                SampleKey.key(of: TextHash("id \($0)"), weight: weight, seed: Seed(3))
            }
            #expect(keys.allSatisfy { $0 >= 0 && $0.isFinite })
            let mean = keys.reduce(0, +) / 20_000 * weight
            #expect(abs(mean - 1) < 5 / 20_000.0.squareRoot())
            // Half of the keys are below the median, ln 2 / weight.
            let below = Double(keys.count { $0 < log(2) / weight })
            #expect(abs(below - 10_000) < 5 * (20_000 * 0.25).squareRoot())
        }
    }

    /// The probability that each of some weights is among the first `size` drawn without replacement.
    static func inclusion(_ weights: [Double], size: Int) -> [Double] {
        var result = weights.map { _ in 0.0 }
        func draw(_ left: [Int], _ probability: Double, _ more: Int) {
            guard more > 0 else { return }
            let sum = left.reduce(0) { $0 + weights[$1] }
            for item in left {
                let chance = probability * weights[item] / sum
                result[item] += chance
                draw(left.filter { $0 != item }, chance, more - 1)
            }
        }
        draw(Array(weights.indices), 1, size)
        return result
    }

    struct Case: Sendable {
        var weights: [Double]
        var size: Int
    }

    @Test(arguments: [
        Case(weights: [1, 1, 1, 1], size: 2), Case(weights: [1, 2, 3, 4, 10], size: 1),
        Case(weights: [1, 2, 3, 4, 10], size: 2), Case(weights: [0.05, 0.9, 0.9, 5], size: 3),
    ])
    func `questions are included as often as drawing one after the other includes them`(
        test: Case
    ) {
        let draws = 20_000
        var counts = test.weights.map { _ in 0 }
        for seed in 0..<draws {
            var sample = WeightedSample(limit: test.size)
            for (row, weight) in test.weights.enumerated() {
                let candidate = Candidates.candidate("q\(row)")
                let key = SampleKey.key(
                    of: candidate.id, weight: weight, seed: Seed(UInt64(seed)))
                sample.add(Choice(candidate, row: row, key: key, weight: weight))
            }
            for choice in sample.choices { counts[choice.row] += 1 }
        }
        let expected = WeightedSampleTests.inclusion(test.weights, size: test.size)
        #expect(abs(expected.reduce(0, +) - Double(test.size)) < 1e-9)
        // Sum over questions of (observed − expected)² / variance: chi-square of at most five degrees;
        // above 35 with a probability of 1.5e-6 or less.
        var chiSquare = 0.0
        for (count, probability) in zip(counts, expected) {
            let variance = Double(draws) * probability * (1 - probability)
            guard variance > 0 else { continue }
            let off = Double(count) - Double(draws) * probability
            chiSquare += off * off / variance
        }
        #expect(chiSquare < 35)
    }

    @Test func `weights are 1 on average, and mixed with equal ones`() {
        let candidates = [0.0, 0.1, 0.2, 0.25].map {
            Candidates.candidate("q", variance: $0)
        }
        var sum = WeightSum()
        for candidate in candidates { sum.add(candidate.variance) }
        #expect(abs(sum.mean - 0.1375) < 1e-12)
        for share in [0, 0.3, 1] {
            let mix = WeightMix(.variance, uniformShare: share)
            let weights = candidates.map { mix.weight(of: $0, mean: sum.mean) }
            let total = weights.reduce(0, +)
            #expect(abs(total - 4) < 4e-12)
            #expect(abs(weights[0] - share) < 1e-12)
            #expect(mix.isZero(candidates[0]) == (share == 0))
        }
    }

    @Test func `a sum of weights is the same in any order`() {
        var random = CounterGenerator(Seed(4))
        let weights = (0..<1000).map { _ in random.uniform() }
        var whole = WeightSum()
        for weight in weights { whole.add(weight) }
        var other = WeightSum()
        for weight in random.shuffled(weights) { other.add(weight) }
        #expect(other == whole)
        #expect(WeightSum().mean == 0)
    }

    @Test func `texts of other bytes have other hashes`() {
        let texts = ["", "\0", "a", "a\0", "12345678", "123456789", "\u{E9}", "e\u{301}"]
        #expect(Set(texts.map { TextHash($0) }).count == texts.count)
        #expect(TextHash("abc") == TextHash("abc"))
    }
}
