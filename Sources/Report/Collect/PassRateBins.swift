import Glibc
import Records
import Sampling

/// Ten bins of pass rates of some questions: how many each is expected to hold, and how sure that is.
struct PassRateBins {
    static let count = 10

    private(set) var questions = 0
    /// Questions by their posterior mean.
    private(set) var byMean = [Int](repeating: 0, count: count)
    private var expected = [Double](repeating: 0, count: count)
    private var variance = [Double](repeating: 0, count: count)
    private var meanSum = 0.0
    private var meanVariance = 0.0

    /// Adds a question whose pass rate lies in each bin with these probabilities.
    mutating func add(_ rate: PassRate, _ masses: [Double]) {
        questions += 1
        let mean = rate.estimate.mean
        byMean[min(PassRateBins.count - 1, max(0, Int(mean * Double(PassRateBins.count))))] += 1
        for (bin, mass) in masses.enumerated() {
            expected[bin] += mass
            variance[bin] += mass * (1 - mass)
        }
        meanSum += mean
        let sum = rate.alpha + rate.beta
        meanVariance += rate.alpha * rate.beta / (sum * sum * (sum + 1))
    }

    /// How many questions a bin is expected to hold.
    func expected(_ bin: Int) -> Double { expected[bin] }

    /// Its 95 % interval: whether a question is in a bin is one independent trial each.
    func interval(_ bin: Int) -> ClosedRange<Double> {
        let half = 1.96 * max(0, variance[bin]).squareRoot()
        return max(0, expected[bin] - half)...min(Double(questions), expected[bin] + half)
    }

    /// The mean pass rate of these very questions.
    var mean: Double { meanSum / Double(max(1, questions)) }

    /// Its 95 % interval.
    var meanInterval: ClosedRange<Double> {
        let half = 1.96 * meanVariance.squareRoot() / Double(max(1, questions))
        return max(0, mean - half)...min(1, mean + half)
    }
}

/// The probability of each bin under a posterior. Many questions have the same one.
struct BinMasses {
    private struct Parameters: Hashable {
        var alpha: Double
        var beta: Double
    }

    private var known: [Parameters: [Double]] = [:]

    mutating func of(_ rate: PassRate) -> [Double] {
        let parameters = Parameters(alpha: rate.alpha, beta: rate.beta)
        if let masses = known[parameters] { return masses }
        var masses: [Double] = []
        if rate.alpha > 0, rate.beta > 0 {
            let posterior = BetaPosterior(alpha: rate.alpha, beta: rate.beta)
            var below = 0.0
            for bin in 1...PassRateBins.count {
                let next =
                    bin == PassRateBins.count
                    ? 1 : posterior.probability(below: Double(bin) / Double(PassRateBins.count))
                masses.append(max(0, next - below))
                below = next
            }
        }
        if known.count < 100_000 { known[parameters] = masses }
        return masses
    }
}
