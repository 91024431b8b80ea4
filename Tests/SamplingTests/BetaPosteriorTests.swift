import Records
import Testing

@testable import Sampling

@Suite("Beta posterior")
struct BetaPosteriorTests {
    struct Known: Sendable {
        var x: Double
        var a: Double
        var b: Double
        var value: Double
    }

    @Test(
        "the incomplete beta function has the values of its closed forms",
        arguments: [
            Known(x: 0.3, a: 1, b: 1, value: 0.3), Known(x: 0.5, a: 7, b: 7, value: 0.5),
            // I_x(a, 1) = xᵃ and I_x(1, b) = 1 − (1 − x)ᵇ.
            Known(x: 0.9, a: 9, b: 1, value: 0.387_420_489),
            Known(x: 0.1, a: 1, b: 9, value: 0.612_579_511),
            // Two binomial tails, and the arcsine law.
            Known(x: 0.5, a: 2, b: 3, value: 0.6875),
            Known(x: 0.25, a: 3, b: 2, value: 0.050_781_25),
            Known(x: 0.5, a: 0.5, b: 0.5, value: 0.5),
            Known(x: 0.25, a: 0.5, b: 0.5, value: 1.0 / 3),
            Known(x: 0, a: 2, b: 2, value: 0), Known(x: 1, a: 2, b: 2, value: 1),
        ])
    func known(testCase: Known) {
        let value = IncompleteBeta.value(testCase.x, testCase.a, testCase.b)
        #expect(abs(value - testCase.value) < 1e-13)
    }

    @Test("the function equals the binomial tail for whole parameters", arguments: 1...40)
    func binomial(count: Int) {
        for right in 1...count {
            for x in [0.01, 0.2, 0.5, 0.77, 0.99] {
                // I_x(k, n − k + 1) = P(at least k of n successes).
                var term = 1.0
                for _ in 0..<count { term *= 1 - x }
                var below = 0.0
                for k in 0..<right {
                    below += term
                    term *= x / (1 - x) * Double(count - k) / Double(k + 1)
                }
                let value = IncompleteBeta.value(x, Double(right), Double(count - right + 1))
                #expect(abs(value - (1 - below)) < 1e-11)
            }
        }
    }

    @Test("after 8 of 8 and 0 of 8, what PeBR-R1's labels are worth")
    func eight() {
        let all = BetaPosterior(VerdictCounts(right: 8))
        func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
        #expect(rounded(1 - all.probability(below: 0.9)) == 0.613)
        #expect(rounded(1 - all.probability(below: 0.95)) == 0.37)
        #expect(rounded(1 - all.probability(below: 0.99)) == 0.086)
        // The bound that 95 % lie above.
        #expect(rounded(all.quantile(0.05)) == 0.717)
        let none = BetaPosterior(VerdictCounts(notRight: 8))
        #expect(rounded(none.probability(below: 0.1)) == 0.613)
        #expect(all.mean == 0.9)
    }

    @Test("a quantile and its probability belong to each other", arguments: [0.025, 0.5, 0.975])
    func quantile(probability: Double) {
        for counts in [VerdictCounts(), .init(right: 3, notRight: 1), .init(right: 900)] {
            let posterior = BetaPosterior(counts)
            let place = posterior.quantile(probability)
            #expect(abs(posterior.probability(below: place) - probability) < 1e-12)
        }
        #expect(BetaPosterior(VerdictCounts()).credibleInterval().lowerBound.isNearly(0.025))
    }

    @Test("the three labels' probabilities add up to one")
    func labels() {
        let posterior = BetaPosterior(
            VerdictCounts(right: 5, notRight: 2), prior: .init(alpha: 0.5, beta: 0.5))
        let bounds = DifficultyBounds(easyAbove: 0.8, hardBelow: 0.3)
        let sum = Difficulty.allCases.reduce(0) { $0 + bounds.probability(of: $1, posterior) }
        #expect(sum.isNearly(1))
    }
}

extension Double {
    fileprivate func isNearly(_ other: Double) -> Bool { abs(self - other) < 1e-12 }
}
