import Glibc

/// The clipped policy loss with a low-variance KL term, averaged over all tokens of a batch.
///
/// Per token: −min(ρA, clip(ρ, 1−low, 1+high)·A) + β·k3, ρ = exp(logp − old), and Schulman's
/// k3 = exp(d) − d − 1 with d = reference − logp clamped to ±20 and the value to 10 (EasyR1's
/// `low_var_kl`); where a clamp holds, the gradient is 0.
public struct PolicyLoss: Sendable, Hashable {
    /// How far the ratio may fall below 1.
    public var clipLow: Double
    /// How far the ratio may rise above 1.
    public var clipHigh: Double
    /// β, the weight of the KL term.
    public var klWeight: Double

    /// A loss; see the properties.
    public init(clipLow: Double, clipHigh: Double, klWeight: Double) {
        self.clipLow = clipLow
        self.clipHigh = clipHigh
        self.klWeight = klWeight
    }

    /// What a token contributes before the average.
    public struct Term: Sendable, Hashable {
        /// The loss.
        public var loss: Double
        /// k3, before it is weighted.
        public var divergence: Double
        /// ∂loss/∂logp.
        public var gradient: Double
        /// Whether the clip took the gradient away.
        public var isClipped: Bool
    }

    /// A token's term.
    ///
    /// - Parameters:
    ///   - logProbability: under the policy that is trained.
    ///   - old: under the policy that sampled.
    ///   - reference: under the policy that the KL term holds on to.
    public func term(
        logProbability: Double, old: Double, reference: Double, advantage: Double
    ) -> Term {
        let ratio = exp(logProbability - old)
        let clipped = min(max(ratio, 1 - clipLow), 1 + clipHigh)
        let isClipped = ratio * advantage > clipped * advantage
        let surrogate = isClipped ? clipped * advantage : ratio * advantage
        let difference = reference - logProbability
        let bounded = min(max(difference, -20), 20)
        let divergence = min(exp(bounded) - bounded - 1, 10)
        let pull = abs(difference) > 20 || divergence >= 10 ? 0 : 1 - exp(bounded)
        return Term(
            loss: -surrogate + klWeight * divergence, divergence: divergence,
            gradient: (isClipped ? 0 : -ratio * advantage) + klWeight * pull,
            isClipped: isClipped)
    }
}
