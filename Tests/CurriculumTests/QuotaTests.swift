import Curriculum
import Records
import Testing

@Suite struct LargestRemainderTests {
    struct Case: Sendable {
        var total: Int
        var weights: [Double]
        var parts: [Int]
    }

    @Test(arguments: [
        Case(total: 10, weights: [1, 1, 1], parts: [4, 3, 3]),
        Case(total: 10, weights: [0.5, 0.3, 0.2], parts: [5, 3, 2]),
        Case(total: 7, weights: [0, 2, 1], parts: [0, 5, 2]),
        Case(total: 0, weights: [1, 2], parts: [0, 0]),
        Case(total: 5, weights: [0, 0], parts: [0, 0]),
        Case(total: 1, weights: [0.2, 0.5, 0.3], parts: [0, 1, 0]),
    ])
    func `what is left goes to the largest remainders`(test: Case) {
        #expect(LargestRemainder.split(test.total, by: test.weights) == test.parts)
    }

    @Test func `the parts add up`() {
        var random = CounterGenerator(Seed(5))
        for _ in 0..<500 {
            let weights = (0..<(1 + random.index(below: 20))).map { _ in
                random.uniform() * Double(random.index(below: 3))
            }
            let total = random.index(below: 1_000_000)
            let parts = LargestRemainder.split(total, by: weights)
            #expect(parts.allSatisfy { $0 >= 0 })
            #expect(parts.reduce(0, +) == (weights.allSatisfy { $0 == 0 } ? 0 : total))
        }
    }
}

@Suite struct TemperatureMixTests {
    struct Case: Sendable {
        var total: Int
        var there: [Int]
        var temperature: Double
        var counts: [Int]
    }

    @Test(arguments: [
        // As they are.
        Case(total: 100, there: [600, 300, 100], temperature: 1, counts: [60, 30, 10]),
        // Square roots: 30, 20, 10 of 60.
        Case(total: 60, there: [900, 400, 100], temperature: 2, counts: [30, 20, 10]),
        // All alike.
        Case(total: 90, there: [900, 400, 100], temperature: 1e9, counts: [30, 30, 30]),
        // The last has 10 only; the others share what it lacks.
        Case(total: 90, there: [900, 400, 10], temperature: 1e9, counts: [40, 40, 10]),
        // What is there.
        Case(total: 90, there: [20, 30, 0], temperature: 2, counts: [20, 30, 0]),
        // The largest alone, until it has no more.
        Case(total: 50, there: [40, 20, 20], temperature: 1e-9, counts: [40, 5, 5]),
        Case(total: 0, there: [5, 5], temperature: 1, counts: [0, 0]),
    ])
    func `sources share by the power of their sizes, up to what they have`(test: Case) {
        let split = TemperatureMix.split(
            test.total, there: test.there, temperature: test.temperature)
        #expect(split.counts == test.counts)
    }

    @Test func `as many are taken as are asked for, where they are there`() {
        var random = CounterGenerator(Seed(6))
        for _ in 0..<500 {
            let there = (0..<(1 + random.index(below: 8))).map { _ in random.index(below: 1000) }
            let all = there.reduce(0, +)
            let total = random.index(below: all + 100)
            let split = TemperatureMix.split(
                total, there: there, temperature: 0.2 + 5 * random.uniform())
            #expect(split.counts.reduce(0, +) == min(total, all))
            #expect(zip(split.counts, there).allSatisfy { $0 <= $1 && $0 >= 0 })
        }
    }
}

@Suite struct QuotaPlanTests {
    private static let sources = ["web", "books", "art"]

    private static func plan(
        _ size: Int?, _ quotas: [Quota], temperature: Double? = nil, there: [Int]
    ) -> QuotaPlan {
        var rule = PhaseRule(name: "p", capabilities: [.fine])
        rule.size = size
        rule.quotas = quotas
        rule.temperature = temperature
        return QuotaPlan(rule, sources: sources, there: there)
    }

    @Test func `without a size all are taken, with quotas those of the named sources`() {
        let all = QuotaPlanTests.plan(nil, [], there: [5, 6, 7])
        #expect(all.bySource == [nil, nil, nil])
        #expect(all.together == .max)
        let named = QuotaPlanTests.plan(
            nil, [Quota(source: "books", amount: .count(4))], there: [5, 6, 7])
        #expect(named.bySource == [nil, 4, nil])
        #expect(named.together == 0)
    }

    @Test func `shares are of the size, and other sources fill what is left`() {
        let plan = QuotaPlanTests.plan(
            101,
            [Quota(source: "books", amount: .share(0.5)), Quota(source: "web", amount: .count(9))],
            there: [500, 600, 700])
        #expect(plan.bySource == [9, 51, nil])
        #expect(plan.together == 41)
        let thirds = QuotaPlanTests.plan(
            100, QuotaPlanTests.sources.map { Quota(source: $0, amount: .share(1 / 3.0)) },
            there: [500, 600, 700])
        #expect(thirds.bySource == [34, 33, 33])
        #expect(thirds.together == 0)
    }

    @Test func `temperature mixes the sources without a quota`() {
        let plan = QuotaPlanTests.plan(
            70, [Quota(source: "web", amount: .count(10))], temperature: 1e9, there: [50, 20, 900])
        #expect(plan.bySource == [10, 20, 40])
        #expect(plan.together == 0)
        #expect(plan.shortfalls.isEmpty)
        #expect(plan.redistributed == [Shortfall("`books`", asked: 30, there: 20)])
    }

    @Test func `where all sources together have too little, that alone is told`() {
        let plan = QuotaPlanTests.plan(900, [], temperature: 1e9, there: [50, 20, 300])
        #expect(plan.shortfalls.count == 1)
        #expect(plan.redistributed.isEmpty)
        #expect(plan.bySource == [50, 20, 300])
    }

    @Test func `what is not there is told by source`() {
        let plan = QuotaPlanTests.plan(
            1000,
            [
                Quota(source: "books", amount: .count(300)),
                Quota(source: "boks", amount: .count(1)),
            ],
            there: [200, 120, 140])
        #expect(
            plan.shortfalls.map(\.description) == [
                "`books`: asked 300, there 120, missing 180", "`boks`: asked 1, there 0, missing 1",
                "all other sources (there: `art` 140, `web` 200): "
                    + "asked 699, there 340, missing 359",
            ])
        #expect(plan.bySource == [nil, 120, nil])
        #expect(plan.together == 340)
    }
}
