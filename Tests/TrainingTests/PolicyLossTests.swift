import Testing

@testable import Training

@Suite("The clipped loss with KL")
struct PolicyLossTests {
    struct Case: Sendable {
        var logProbability: Double
        var old: Double
        var reference: Double
        var advantage: Double
    }

    static let cases = [
        Case(logProbability: -1, old: -1, reference: -1, advantage: 1),
        Case(logProbability: -1, old: -1.1, reference: -0.5, advantage: -2),
        Case(logProbability: -0.5, old: -1.5, reference: -3, advantage: 1),
        Case(logProbability: -2.5, old: -1.5, reference: -1, advantage: -1),
        Case(logProbability: -2.5, old: -1.5, reference: -1, advantage: 1),
        Case(logProbability: -0.5, old: -1.5, reference: -0.6, advantage: -1),
    ]

    @Test("the gradient is the slope of the loss", arguments: cases)
    func slope(testCase: Case) {
        let loss = PolicyLoss(clipLow: 0.2, clipHigh: 0.3, klWeight: 0.1)
        func value(_ logProbability: Double) -> Double {
            loss.term(
                logProbability: logProbability, old: testCase.old, reference: testCase.reference,
                advantage: testCase.advantage
            ).loss
        }
        let term = loss.term(
            logProbability: testCase.logProbability, old: testCase.old,
            reference: testCase.reference, advantage: testCase.advantage)
        let step = 1e-6
        let slope =
            (value(testCase.logProbability + step) - value(testCase.logProbability - step))
            / (2 * step)
        #expect(abs(slope - term.gradient) < 1e-7)
    }

    @Test("the clip takes the gradient away on the side that would go on only")
    func clipSides() {
        let loss = PolicyLoss(clipLow: 0.2, clipHigh: 0.2, klWeight: 0)
        func gradient(_ ratioLog: Double, _ advantage: Double) -> Double {
            loss.term(logProbability: ratioLog, old: 0, reference: ratioLog, advantage: advantage)
                .gradient
        }
        #expect(gradient(0.5, 1) == 0)
        #expect(gradient(-0.5, -1) == 0)
        #expect(gradient(0.5, -1) != 0)
        #expect(gradient(-0.5, 1) != 0)
    }

    @Test("an unchanged policy has no divergence and the plain policy gradient")
    func unchanged() {
        let term = PolicyLoss(clipLow: 0.2, clipHigh: 0.2, klWeight: 1)
            .term(logProbability: -2, old: -2, reference: -2, advantage: 0.7)
        #expect(term.divergence == 0)
        #expect(term.gradient == -0.7)
        #expect(!term.isClipped)
    }
}
