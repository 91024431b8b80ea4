/// One response's share of a policy update's loss.
public struct ResponseTerms: Sendable, Hashable {
    /// Its share of the loss, KL term included.
    public var loss = 0.0
    /// Its share of the surrogate.
    public var policyLoss = 0.0
    /// The divergence from the reference, summed over tokens, unweighted; 0 without a KL term.
    public var divergence = 0.0
    /// ∂loss/∂logp of each token, `[token]`.
    public var gradient: [Double]
    /// Tokens whose ratio is above the upper bound, the advantage positive.
    public var clippedHigh = 0
    /// Tokens whose ratio is below the lower bound, the advantage negative.
    public var clippedLow = 0
    /// Tokens whose ratio is above the dual bound, the advantage negative.
    public var clippedDual = 0

    init(tokenCount: Int) { gradient = Array(repeating: 0, count: tokenCount) }

    mutating func count(_ clip: Surrogate.Clip) {
        switch clip {
        case .none: break
        case .high: clippedHigh += 1
        case .low: clippedLow += 1
        case .dual: clippedDual += 1
        }
    }
}
