import Manifests
import Records
import Training

extension ReinforcementSettings {
    /// What the trainer needs to know of them; what depends on the policy is added later.
    var gradientSettings: PolicyGradientSettings {
        let divergence =
            kl > 0 ? KLTerm(weight: kl, estimator: klEstimator, isRatioWeighted: klCorrection) : nil
        var result = PolicyGradientSettings(
            prompts: prompts, group: group,
            objective: PolicyObjective(
                surrogate: surrogate, aggregation: aggregation,
                kl: klPlace == .loss ? divergence : nil))
        result.temperature = temperature
        result.topShare = topShare
        result.estimator = advantage
        result.discount = discount
        result.selfReward = selfReward
        result.tokens = advantageTokens
        result.rewardDivergence = klPlace == .reward ? divergence : nil
        if let klTarget {
            result.divergenceRule = .adaptive(target: klTarget, horizon: klHorizon)
        }
        result.referenceEvery = referenceEvery
        result.updates = updates
        result.epochs = epochs
        result.constantGroups = constantGroups
        result.refillLimit = refillLimit
        return result
    }

    private var surrogate: Surrogate {
        switch loss {
        case .clip: .clip(low: clipLow, high: clipHigh, dual: clipDual)
        case .gspo: .gspo(low: clipLow, high: clipHigh, dual: clipDual)
        case .gspoToken: .gspoToken(low: clipLow, high: clipHigh, dual: clipDual)
        case .cispo: .cispo(low: clipLow, high: clipHigh)
        case .sapo: .sapo(positive: sapoPositive, negative: sapoNegative)
        }
    }
}
