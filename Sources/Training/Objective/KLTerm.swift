public import Records

/// A KL term of the loss.
public struct KLTerm: Sendable, Hashable {
    /// β, its weight.
    public var weight: Double
    /// How the divergence is estimated.
    public var estimator: KLEstimator
    /// Whether each token's estimate is multiplied by its ratio exp(logp − old), which corrects it for
    /// having been sampled by the old policy (DeepSeek-V3.2, arXiv 2512.02556; TRL
    /// `use_bias_correction_kl`). The gradient goes through both factors.
    public var isRatioWeighted: Bool

    /// A term; see the properties.
    public init(weight: Double, estimator: KLEstimator, isRatioWeighted: Bool = false) {
        self.weight = weight
        self.estimator = estimator
        self.isRatioWeighted = isRatioWeighted
    }
}
