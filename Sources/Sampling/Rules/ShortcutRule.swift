/// When a question counts as one that needs no picture.
public struct ShortcutRule: Sendable, Hashable {
    /// The pass rate without the picture is above it.
    public var above: Double
    /// With at least this probability.
    public var certainty: Double

    /// A rule; 0.8 and 0.8 by default, which takes 7 of 7 right draws.
    public init(above: Double = 0.8, certainty: Double = 0.8) {
        self.above = above
        self.certainty = certainty
    }

    /// The probability that the pass rate is above the bound, under a uniform prior.
    public func probability(_ counts: TrialCounts) -> Double {
        let posterior = BetaPosterior(
            alpha: 1 + Double(counts.right), beta: 1 + Double(counts.draws - counts.right))
        return posterior.probability(above: above)
    }
}
