import Records

/// What the Beta posterior of a pass rate says: all that costs to compute, and depends on the two
/// parameters alone.
public struct PassRateEstimate: Sendable, Hashable {
    /// The expected pass rate.
    public var mean: Double
    /// The lower end of the 95 % credible interval.
    public var low: Double
    /// The upper end.
    public var high: Double
    /// The probability that the pass rate is that of an easy question.
    public var easy: Double
    /// The probability that it is that of a medium one.
    public var medium: Double
    /// The probability that it is that of a hard one.
    public var hard: Double
    /// The probability that a trainer's group has both outcomes, and so an advantage:
    /// 1 − E[pⁿ] − E[(1 − p)ⁿ].
    public var mixed: Double
    /// The expected variance of a reward of 0 or 1 within a group: E[p(1 − p)].
    public var rewardVariance: Double

    /// What a posterior says: of the difficulties that the bounds make, and of a trainer's groups
    /// of `groupSize` draws.
    public init(_ posterior: BetaPosterior, bounds: DifficultyBounds, groupSize: Int) {
        mean = posterior.mean
        let interval = posterior.credibleInterval()
        low = interval.lowerBound
        high = interval.upperBound
        easy = bounds.probability(of: .easy, posterior)
        medium = bounds.probability(of: .medium, posterior)
        hard = bounds.probability(of: .hard, posterior)
        mixed = posterior.mixedProbability(groupSize)
        rewardVariance = posterior.rewardVariance
    }

    /// An estimate with its figures, as a table has them.
    init(
        mean: Double, low: Double, high: Double, easy: Double, medium: Double, hard: Double,
        mixed: Double, rewardVariance: Double
    ) {
        self.mean = mean
        self.low = low
        self.high = high
        self.easy = easy
        self.medium = medium
        self.hard = hard
        self.mixed = mixed
        self.rewardVariance = rewardVariance
    }
}
