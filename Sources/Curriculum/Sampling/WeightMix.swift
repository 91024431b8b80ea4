/// Weights on a common scale, mixed with equal ones: (1−λ)·w / mean(w) + λ.
public struct WeightMix: Sendable, Hashable {
    /// How weights are made.
    public var rule: WeightRule
    /// The share λ of equal weights.
    public var uniformShare: Double

    /// A mix.
    public init(_ rule: WeightRule = .uniform, uniformShare: Double = 0) {
        self.rule = rule
        self.uniformShare = uniformShare
    }

    /// Whether a question is never drawn.
    public func isZero(_ candidate: Candidate) -> Bool {
        uniformShare == 0 && rule.weight(of: candidate) == 0
    }

    /// The weight of a question, 1 on average, where `mean` is the mean weight of all that can be
    /// drawn, by the rule alone.
    public func weight(of candidate: Candidate, mean: Double) -> Double {
        // Without a difference between weights there is nothing to mix.
        guard rule != .uniform else { return 1 }
        guard mean > 0 else { return uniformShare }
        return (1 - uniformShare) * rule.weight(of: candidate) / mean + uniformShare
    }
}
