import Records
import Testing

@testable import Sampling

@Suite("How likely a label is to be wrong")
struct LabelErrorTests {
    let error = LabelError(bounds: DifficultyBounds())

    @Test func `is what the posterior leaves to the other labels`() {
        // method.md 1.9: after 8 of 8, P(p > 0.9) = 1 - 0.9^9 = 0.6126.
        let easy = error.probability(after: VerdictCounts(right: 8))
        #expect(abs(easy - 0.387_420_489) < 1e-12)
        let hard = error.probability(after: VerdictCounts(notRight: 8))
        #expect(abs(hard - easy) < 1e-12)
        #expect(error.probability(after: VerdictCounts(right: 4, notRight: 4)) < 0.01)
    }

    @Test func `further draws are worth most where labels are unsure`() {
        func worth(_ right: Int, _ notRight: Int) -> Double {
            error.worth(ofDrawAfter: VerdictCounts(right: right, notRight: notRight), wave: 4)
        }
        #expect(worth(8, 0) > worth(4, 4))
        #expect(worth(7, 1) > worth(5, 3))
        #expect(worth(8, 0) > worth(40, 0))
        #expect(worth(300, 300) == 0)
        #expect(abs(worth(8, 0) - worth(0, 8)) < 1e-12)
    }

    @Test func `is worth something although one draw alone changes no label`() {
        // After 20 of 20 the label stays easy whatever comes next; two that are not right change it.
        let counts = VerdictCounts(right: 20)
        var next = counts
        next.notRight += 1
        let bounds = DifficultyBounds()
        #expect(bounds.probability(of: .easy, BetaPosterior(next)) > 0.5)
        next.notRight += 1
        #expect(bounds.probability(of: .medium, BetaPosterior(next)) > 0.5)
        #expect(error.worth(ofDrawAfter: counts, wave: 1) > 0)
    }

    @Test(arguments: [0, 1, 5, 20])
    func `chances of what comes next add up to one`(drawCount: Int) {
        let posterior = BetaPosterior(VerdictCounts(right: 6, notRight: 2))
        let sum = (0...drawCount).reduce(0.0) {
            $0 + posterior.probability(ofRight: $1, in: drawCount)
        }
        #expect(abs(sum - 1) < 1e-12)
    }

    @Test func `a chance is the closed form`() {
        // Beta(1, 1): every number of right draws is equally likely.
        let posterior = BetaPosterior(VerdictCounts())
        for right in 0...7 {
            #expect(abs(posterior.probability(ofRight: right, in: 7) - 1.0 / 8) < 1e-14)
        }
    }
}
