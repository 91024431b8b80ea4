import Glibc

/// What of a token's advantage and probability ratio ρ = exp(logp − old) is minimised.
///
/// log ρ is clamped to ±20 before the exponential (EasyR1, verl), where its gradient is 0.
public enum Surrogate: Sendable, Hashable {
    /// −min(ρA, clip(ρ, 1 − low, 1 + high)·A): PPO (arXiv 1707.06347); low ≠ high is DAPO's
    /// clip-higher (arXiv 2503.14476). With `dual`, no more than −dual·A where A < 0 (dual clip, arXiv
    /// 1912.09729; the same as TRL's `delta` where dual > 1 + high).
    case clip(low: Double, high: Double, dual: Double?)
    /// GSPO (arXiv 2507.18071): the same with ρ the geometric mean over the response's tokens, its
    /// gradient through all of them (TRL and OpenRLHF; EasyR1 `gspo`).
    case gspo(low: Double, high: Double, dual: Double?)
    /// GSPO-token: the response's ρ with each token's own gradient (EasyR1 `gspo_token`, verl `gspo`).
    case gspoToken(low: Double, high: Double, dual: Double?)
    /// CISPO (arXiv 2506.13585): −A·clip(ρ, 1 − low, 1 + high)·logp, no gradient through ρ. TRL has no
    /// lower bound: low = 1, and its `epsilon_high` is 1 + high.
    case cispo(low: Double, high: Double)
    /// SAPO (arXiv 2511.20347): −A·(4/τ)·sigmoid(τ(ρ − 1)), τ by the advantage's sign.
    case sapo(positive: Double, negative: Double)

    /// A token's loss, ∂loss/∂log ρ (for CISPO ∂loss/∂logp), and which clip took the gradient away.
    struct Value {
        var loss: Double
        var slope: Double
        var clip: Clip = .none
    }

    /// Which bound of the ratio holds.
    enum Clip { case none, high, low, dual }

    /// The value for a token.
    ///
    /// - Parameter logRatio: log ρ of the token, or of the response for GSPO.
    func value(logRatio: Double, logProbability: Double, advantage: Double) -> Value {
        let bounded = min(max(logRatio, -20), 20)
        let ratio = exp(bounded)
        let slope = bounded == logRatio ? ratio : 0
        switch self {
        case .clip(let low, let high, let dual), .gspo(let low, let high, let dual),
            .gspoToken(let low, let high, let dual):
            return Surrogate.clipped(
                ratio, slope: slope, advantage: advantage, low: low, high: high, dual: dual)
        case .cispo(let low, let high):
            let weight = min(max(ratio, 1 - low), 1 + high)
            return Value(
                loss: -advantage * weight * logProbability, slope: -advantage * weight,
                clip: ratio > 1 + high ? .high : ratio < 1 - low ? .low : .none)
        case .sapo(let positive, let negative):
            let temperature = advantage > 0 ? positive : negative
            let gate = 1 / (1 + exp(-temperature * (ratio - 1)))
            return Value(
                loss: -advantage * gate * 4 / temperature,
                slope: -advantage * 4 * gate * (1 - gate) * slope)
        }
    }

    private static func clipped(
        _ ratio: Double, slope: Double, advantage: Double, low: Double, high: Double, dual: Double?
    ) -> Value {
        let bounded = min(max(ratio, 1 - low), 1 + high)
        if advantage > 0, ratio > bounded {
            return Value(loss: -advantage * bounded, slope: 0, clip: .high)
        }
        if advantage < 0 {
            if let dual, max(ratio, bounded) > dual {
                return Value(loss: -advantage * dual, slope: 0, clip: .dual)
            }
            if ratio < bounded { return Value(loss: -advantage * bounded, slope: 0, clip: .low) }
        }
        return Value(loss: -advantage * ratio, slope: -advantage * slope)
    }
}
