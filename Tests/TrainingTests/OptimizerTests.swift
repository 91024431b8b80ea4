import Glibc
import Model
import Records
import Testing

@testable import Training

@Suite("AdamW and its learning rate")
struct OptimizerTests {
    static let settings = OptimizerSettings(
        learningRate: 0.1, beta1: 0.9, beta2: 0.98, weightDecay: 0.01, warmUpSteps: 4,
        decayFrom: 0.5, decayTo: 0.2, clipNorm: 1)

    @Test("the rate rises, stays, and falls linearly to its end")
    func schedule() {
        let rates = (0..<20).map { OptimizerTests.settings.rate(step: $0, of: 20) }
        #expect(abs(rates[0] - 0.025) < 1e-12)
        #expect(rates[3] == 0.1)
        #expect(rates[10] == 0.1)
        #expect(abs(rates[15] - 0.06) < 1e-12)
        #expect(zip(rates[10...], rates[11...]).allSatisfy { $0 > $1 })
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var settings: OptimizerSettings
        /// Shares of the full rate at steps of 20.
        var shares: [Int: Double]
    }

    static func settings(
        _ schedule: LearningRateSchedule?, from: Double? = nil, to: Double? = nil,
        _ usual: OptimizerSettings = .supervised
    ) -> OptimizerSettings {
        var settings = usual
        settings.warmUpSteps = 4
        settings.schedule = schedule
        settings.decayFrom = from
        settings.decayTo = to
        return settings
    }

    @Test(
        "each schedule has its shape",
        arguments: [
            Case(
                testDescription: "supervised, none", settings: settings(nil),
                shares: [0: 0.25, 3: 1, 13: 1, 14: 1, 17: 0.525]),
            Case(
                testDescription: "reinforcement, none",
                settings: settings(nil, .reinforcement), shares: [3: 1, 4: 1, 19: 1]),
            Case(
                testDescription: "none, from 0 to 0.1",
                settings: settings(nil, from: 0, to: 0.1, .reinforcement),
                shares: [3: 1, 4: 0.82, 10: 0.55]),
            Case(
                testDescription: "constant", settings: settings(.constant),
                shares: [0: 0.25, 4: 1, 19: 1]),
            Case(
                testDescription: "linear", settings: settings(.linear),
                shares: [0: 0.25, 3: 1, 4: 1, 12: 0.5, 19: 0.0625]),
            Case(
                testDescription: "linear to 0.1", settings: settings(.linear, to: 0.1),
                shares: [4: 1, 12: 0.55]),
            Case(
                testDescription: "cosine", settings: settings(.cosine),
                shares: [3: 1, 4: 1, 8: 0.853_553_390_593, 12: 0.5, 16: 0.146_446_609_407]),
            Case(
                testDescription: "cosine from 0.6 to 0.2",
                settings: settings(.cosine, from: 0.6, to: 0.2),
                shares: [4: 1, 12: 1, 14: 0.882_842_712_475, 16: 0.6]),
        ])
    func shapes(example: Case) {
        for (step, share) in example.shares {
            let rate = example.settings.rate(step: step, of: 20)
            #expect(
                abs(rate / example.settings.learningRate - share) < 1e-9, "step \(step): \(rate)")
        }
    }

    @Test("three steps equal the update written out in double precision")
    func update() throws {
        let weights = Buffer<Float>([0.5, -1.5, 2, 0.25, 1, -1, 0, 3, 0.125])
        let gradients: [[Float]] = [
            [1, -2, 0.5, 0, 3, 0.1, -0.2, 0.3, 1], [0.1, 0.2, 0, 0, 0, 0, 0, 0, 0.1],
            [-1, 1, -1, 1, -1, 1, -1, 1, -1],
        ]
        var expected = weights.values.map(Double.init)
        var first = expected.map { _ in 0.0 }
        var second = first
        let optimizer = AdamW(OptimizerTests.settings, count: weights.count)
        for (step, slopes) in gradients.enumerated() {
            let gradient = Buffer<Float>(slopes)
            let rate = OptimizerTests.settings.rate(step: step, of: 20)
            let norm = try optimizer.update(
                weights, gradient: gradient, after: step, rate: rate)
            let exact = slopes.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
            #expect(abs(norm - exact) < 1e-6)
            for index in expected.indices {
                let slope = Double(slopes[index]) * (exact > 1 ? 1 / (exact + 1e-6) : 1)
                first[index] = 0.9 * first[index] + 0.1 * slope
                second[index] = 0.98 * second[index] + 0.02 * slope * slope
                let m = first[index] / (1 - pow(0.9, Double(step + 1)))
                let v = second[index] / (1 - pow(0.98, Double(step + 1)))
                expected[index] *= 1 - rate * 0.01
                expected[index] -= rate * m / (v.squareRoot() + 1e-8)
            }
        }
        for (value, exact) in zip(weights.values, expected) {
            #expect(abs(Double(value) - exact) < 2e-6)
        }
    }

    @Test("a gradient that is not finite is refused and changes nothing")
    func notFinite() {
        let weights = Buffer<Float>([1, 2])
        let optimizer = AdamW(OptimizerTests.settings, count: 2)
        #expect(throws: (any Error).self) {
            try optimizer.update(weights, gradient: Buffer([.nan, 0]), after: 0, rate: 0.1)
        }
        #expect(weights.values == [1, 2])
    }
}
