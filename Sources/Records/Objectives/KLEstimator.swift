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
}
