import Glibc

/// Estimates of the divergence KL(policy ‖ reference) at a sampled token (Schulman, Approximating KL
/// divergence, 2020), with d = logp − reference.
public enum KLEstimator: String, CaseIterable, Sendable {
    /// d: unbiased, of high variance (verl and EasyR1 `kl`).
    case k1
    /// d²/2: biased, but its gradient is that of the divergence (verl and EasyR1 `mse`).
    case k2
    /// exp(−d) + d − 1: unbiased, of low variance (TRL, OpenRLHF).
    case k3
    /// k3 with d clamped to ±20 and the value to 10 (EasyR1 `low_var_kl`, verl `low_var_kl` and `k3`);
    /// where a clamp holds, the gradient is 0.
    case lowVariance = "low-variance"
    /// |d| (verl and EasyR1 `abs`).
    case absolute = "abs"
    /// The value of k1 with the gradient of k2 (verl `k1+`).
    case k1StraightThrough = "k1+"
    /// The value of low-variance with the gradient of k2 (verl `k3+`).
    case k3StraightThrough = "k3+"

    /// The estimate at a token and its slope.
    ///
    /// - Parameters:
    ///   - logProbability: under the policy that is trained.
    ///   - reference: under the policy that it is held to.
    /// - Returns: the value, and ∂value/∂logProbability.
    public func term(
        logProbability: Double, reference: Double
    ) -> (value: Double, slope: Double) {
        let difference = logProbability - reference
        switch self {
        case .k1: return (difference, 1)
        case .k2: return (difference * difference / 2, difference)
        case .k3:
            let ratio = exp(-difference)
            return (ratio + difference - 1, 1 - ratio)
        case .lowVariance: return KLEstimator.clamped(difference)
        case .absolute:
            return (abs(difference), difference > 0 ? 1 : difference < 0 ? -1 : 0)
        case .k1StraightThrough: return (difference, difference)
        case .k3StraightThrough: return (KLEstimator.clamped(difference).value, difference)
        }
    }

    private static func clamped(_ difference: Double) -> (value: Double, slope: Double) {
        let bounded = min(max(-difference, -20), 20)
        let value = exp(bounded) - bounded - 1
        let holds = abs(difference) > 20 || value > 10
        return (min(value, 10), holds ? 0 : 1 - exp(bounded))
    }
}
