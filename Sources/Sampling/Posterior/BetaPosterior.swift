import Glibc
public import Records

/// What is known of a pass rate: a Beta distribution, the conjugate of right and not right.
///
/// It does not depend on when drawing stopped, as the likelihood does not; the raw share of right
/// draws does (method of Wald's sequential tests: stopped groups have a biased share).
public struct BetaPosterior: Sendable, Hashable {
    /// The distribution that is taken before anything was drawn.
    public struct Prior: Sendable, Hashable {
        /// The first parameter: right draws, as it were, plus one.
        public var alpha: Double
        /// The second parameter.
        public var beta: Double

        /// A prior; uniform by default.
        ///
        /// - Precondition: both are positive.
        public init(alpha: Double = 1, beta: Double = 1) {
            precondition(alpha > 0 && beta > 0, "a prior has positive parameters")
            self.alpha = alpha
            self.beta = beta
        }
    }

    /// The first parameter.
    public let alpha: Double
    /// The second parameter.
    public let beta: Double

    /// What is known after these draws.
    public init(_ counts: VerdictCounts, prior: Prior = Prior()) {
        alpha = prior.alpha + Double(counts.right)
        beta = prior.beta + Double(counts.notRight)
    }

    /// A distribution with its parameters.
    ///
    /// - Precondition: both are positive.
    public init(alpha: Double, beta: Double) {
        precondition(alpha > 0 && beta > 0, "a Beta distribution has positive parameters")
        self.alpha = alpha
        self.beta = beta
    }

    /// The expected pass rate.
    public var mean: Double { alpha / (alpha + beta) }

    /// The expected variance of a reward that is 1 for right and 0 otherwise: E[p(1 − p)].
    public var rewardVariance: Double {
        let sum = alpha + beta
        return alpha / sum * (beta / (sum + 1))
    }

    /// The probability that a group of draws has both outcomes: 1 − E[pⁿ] − E[(1 − p)ⁿ], where E[pⁿ] is
    /// the product of (α + j) / (α + β + j) over j below n.
    public func mixedProbability(_ groupSize: Int) -> Double {
        var allRight = 1.0
        var noneRight = 1.0
        for step in 0..<max(0, groupSize) {
            let j = Double(step)
            allRight *= (alpha + j) / (alpha + beta + j)
            noneRight *= (beta + j) / (alpha + beta + j)
        }
        return max(0, 1 - allRight - noneRight)
    }

    /// The probability that the pass rate is below a bound.
    public func probability(below bound: Double) -> Double {
        IncompleteBeta.value(bound, alpha, beta)
    }

    /// The probability that the pass rate is above a bound.
    public func probability(above bound: Double) -> Double {
        // From the other side, so that it is exact also where it is small.
        IncompleteBeta.value(1 - bound, beta, alpha)
    }

    /// The probability that of so many further draws this many are right (beta-binomial).
    func probability(ofRight right: Int, in drawCount: Int) -> Double {
        let (k, n) = (Double(right), Double(drawCount))
        return exp(
            IncompleteBeta.logBeta(alpha + k, beta + n - k) - IncompleteBeta.logBeta(alpha, beta)
                - IncompleteBeta.logBeta(k + 1, n - k + 1) - log(n + 1))
    }

    /// The pass rate that the true one is below with a probability, by bisection to the last bit.
    public func quantile(_ probability: Double) -> Double {
        var low = 0.0
        var high = 1.0
        while true {
            let middle = (low + high) / 2
            if middle <= low || middle >= high { return middle }
            if self.probability(below: middle) < probability { low = middle } else { high = middle }
        }
    }

    /// The interval that leaves the same probability on both sides; 95 % by default.
    public func credibleInterval(_ level: Double = 0.95) -> ClosedRange<Double> {
        let low = quantile((1 - level) / 2)
        return low...max(low, quantile((1 + level) / 2))
    }
}
