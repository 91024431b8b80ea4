import Records
import Testing

@testable import Training

@Suite("Policy objectives")
struct PolicyObjectiveTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var surrogate: Surrogate
        var kl: KLTerm?

        var testDescription: String { name }
    }

    static let cases: [Case] =
        [
            Case(name: "clip", surrogate: .clip(low: 0.2, high: 0.3, dual: nil)),
            Case(name: "dual clip", surrogate: .clip(low: 0.2, high: 0.3, dual: 1.5)),
            Case(name: "gspo", surrogate: .gspo(low: 0.2, high: 0.3, dual: nil)),
            Case(name: "gspo with dual", surrogate: .gspo(low: 0.02, high: 0.03, dual: 1.05)),
            Case(name: "sapo", surrogate: .sapo(positive: 1, negative: 1.05)),
        ]
        + [KLEstimator.k1, .k2, .k3, .lowVariance, .absolute].flatMap { estimator in
            [false, true].map { isWeighted in
                Case(
                    name: "clip, \(estimator.rawValue)\(isWeighted ? ", ratio-weighted" : "")",
                    surrogate: .clip(low: 0.2, high: 0.3, dual: 1.5),
                    kl: KLTerm(weight: 0.3, estimator: estimator, isRatioWeighted: isWeighted))
            }
        }

    static let extent = PolicyObjective.Extent(responses: 3, tokens: 17, tokenLimit: 9)

    /// Responses whose ratios lie on both sides of every bound, by token and by response.
    static func response(
        _ seed: Int, _ count: Int
    ) -> (new: [Double], old: [Double], reference: [Double], advantages: [Double]) {
        var generator = CounterGenerator(Seed(UInt64(seed)))
        func draw(_ scale: Double) -> [Double] {
            (0..<count).map { _ in (generator.uniform() - 0.5) * scale }
        }
        let old = draw(2).map { $0 - 2 }
        let shift = (generator.uniform() - 0.5)
        return (
            zip(old, draw(1.2)).map { $0 + $1 + shift }, old, zip(old, draw(2)).map { $0 + $1 },
            draw(2)
        )
    }

    @Test("the gradient is the slope of the loss, by central differences", arguments: cases)
    func slope(testCase: Case) {
        for aggregation in LossAggregation.allCases {
            let objective = PolicyObjective(
                surrogate: testCase.surrogate, aggregation: aggregation, kl: testCase.kl)
            for seed in 0..<12 {
                let drawn = PolicyObjectiveTests.response(seed, 6)
                func loss(_ values: [Double]) -> ResponseTerms {
                    objective.terms(
                        logProbabilities: values, old: drawn.old, reference: drawn.reference,
                        advantages: drawn.advantages, extent: PolicyObjectiveTests.extent)
                }
                let terms = loss(drawn.new)
                for place in drawn.new.indices {
                    var above = drawn.new
                    var below = drawn.new
                    above[place] += 1e-6
                    below[place] -= 1e-6
                    let slope = (loss(above).loss - loss(below).loss) / 2e-6
                    #expect(
                        abs(slope - terms.gradient[place]) < 1e-7,
                        "\(aggregation.rawValue), seed \(seed), token \(place)")
                }
            }
        }
    }

    @Test("where a factor is held fixed, the gradient is the slope with it fixed")
    func heldFactors() {
        for seed in 0..<12 {
            let drawn = PolicyObjectiveTests.response(seed, 6)
            func terms(_ surrogate: Surrogate) -> ResponseTerms {
                PolicyObjective(surrogate: surrogate, aggregation: .tokenSum).terms(
                    logProbabilities: drawn.new, old: drawn.old, reference: [],
                    advantages: drawn.advantages, extent: PolicyObjectiveTests.extent)
            }
            // CISPO: linear in logp with a fixed weight.
            let cispo = terms(.cispo(low: 0.2, high: 0.3))
            let sum = zip(cispo.gradient, drawn.new).map { $0 * $1 }.reduce(0, +)
            #expect(abs(sum - cispo.loss) < 1e-12)
            // GSPO-token: the response's ratio, so the sum of its gradient is that of GSPO.
            let gspo = terms(.gspo(low: 0.2, high: 0.3, dual: nil))
            let token = terms(.gspoToken(low: 0.2, high: 0.3, dual: nil))
            #expect(abs(gspo.loss - token.loss) < 1e-12)
            let sums = [gspo, token].map { $0.gradient.reduce(0, +) }
            #expect(abs(sums[0] - sums[1]) < 1e-12)
        }
    }

    @Test("straight-through estimates have k2's gradient")
    func straightThrough() {
        for difference in [-25.0, -3, -0.1, 0, 0.4, 25] {
            func term(_ estimator: KLEstimator) -> (value: Double, slope: Double) {
                estimator.term(logProbability: -1, reference: -1 - difference)
            }
            #expect(term(.k1StraightThrough).slope == term(.k2).slope)
            #expect(term(.k3StraightThrough).slope == term(.k2).slope)
            #expect(term(.k1StraightThrough).value == term(.k1).value)
            #expect(term(.k3StraightThrough).value == term(.lowVariance).value)
        }
        #expect(KLEstimator.lowVariance.term(logProbability: -1, reference: 4).slope == 0)
    }

    @Test("an unchanged policy has no divergence and the plain policy gradient")
    func unchanged() {
        for surrogate in PolicyObjectiveTests.cases.map(\.surrogate) + [
            .cispo(low: 0.2, high: 0.3), .gspoToken(low: 0.2, high: 0.2, dual: nil),
        ] {
            let objective = PolicyObjective(
                surrogate: surrogate, aggregation: .tokenMean,
                kl: KLTerm(weight: 1, estimator: .lowVariance))
            let terms = objective.terms(
                logProbabilities: [-2, -1], old: [-2, -1], reference: [-2, -1],
                advantages: [0.7, 0.7],
                extent: PolicyObjective.Extent(responses: 1, tokens: 2, tokenLimit: 2))
            #expect(terms.divergence == 0)
            #expect(terms.gradient.allSatisfy { abs($0 + 0.35) < 1e-12 }, "\(surrogate)")
            #expect(terms.clippedHigh + terms.clippedLow + terms.clippedDual == 0)
        }
    }

    @Test("each bound takes the gradient away on its side only, and is counted")
    func sides() {
        let objective = PolicyObjective(
            surrogate: .clip(low: 0.2, high: 0.3, dual: 3), aggregation: .tokenSum)
        func terms(_ logRatio: Double, _ advantage: Double) -> ResponseTerms {
            objective.terms(
                logProbabilities: [logRatio], old: [0], reference: [], advantages: [advantage],
                extent: PolicyObjectiveTests.extent)
        }
        #expect(terms(0.5, 1).gradient == [0] && terms(0.5, 1).clippedHigh == 1)
        #expect(terms(-0.5, -1).gradient == [0] && terms(-0.5, -1).clippedLow == 1)
        #expect(terms(1.5, -1).gradient == [0] && terms(1.5, -1).clippedDual == 1)
        #expect(terms(0.5, -1).gradient != [0] && terms(0.5, -1).clippedHigh == 0)
        #expect(terms(-0.5, 1).gradient != [0] && terms(-0.5, 1).clippedLow == 0)
        #expect(terms(1.5, -1).loss == 3)
    }

    @Test("responses' terms add up to the batch's whatever their order", arguments: [false, true])
    func shards(reversed: Bool) {
        let objective = PolicyObjective(
            surrogate: .gspo(low: 0.2, high: 0.2, dual: nil), aggregation: .sequenceMeanTokenMean)
        let drawn = (0..<3).map { PolicyObjectiveTests.response($0, $0 + 2) }
        let losses = (reversed ? drawn.reversed() : drawn).map {
            objective.terms(
                logProbabilities: $0.new, old: $0.old, reference: [], advantages: $0.advantages,
                extent: PolicyObjectiveTests.extent
            ).loss
        }
        let mean = drawn.reduce(0.0) { sum, response in
            let logRatio =
                zip(response.new, response.old).reduce(0) { $0 + $1.0 - $1.1 }
                / Double(response.new.count)
            let values = response.advantages.map {
                Surrogate.gspo(low: 0.2, high: 0.2, dual: nil)
                    .value(logRatio: logRatio, logProbability: 0, advantage: $0).loss
            }
            return sum + values.reduce(0, +) / Double(values.count) / 3
        }
        #expect(abs(losses.reduce(0, +) - mean) < 1e-12)
    }

    @Test("a response without a token has no share")
    func emptyResponse() {
        for surrogate in PolicyObjectiveTests.cases.map(\.surrogate) {
            let terms = PolicyObjective(surrogate: surrogate, aggregation: .sequenceMeanTokenMean)
                .terms(
                    logProbabilities: [], old: [], reference: [], advantages: [],
                    extent: PolicyObjectiveTests.extent)
            #expect(terms.loss == 0 && terms.gradient.isEmpty)
        }
    }
}
