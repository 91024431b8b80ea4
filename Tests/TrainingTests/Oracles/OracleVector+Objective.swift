import Records

@testable import Training

extension OracleVector {
    /// The objective that the vector's function minimises; nothing if we have no such function.
    var policyObjective: PolicyObjective? {
        switch source {
        case "easyr1": easyR1Objective
        case "verl": verlObjective
        case "trl": trlObjective
        case "openrlhf": openRLHFObjective
        default: nil
        }
    }

    private var easyR1Objective: PolicyObjective? {
        guard let aggregation else { return nil }
        let low = real("clip_ratio_low") ?? 0.2
        let high = real("clip_ratio_high") ?? 0.3
        let dual = real("clip_ratio_dual")
        let surrogate: Surrogate
        switch name {
        case "default": surrogate = .clip(low: low, high: high, dual: dual)
        case "gspo": surrogate = .gspo(low: low, high: high, dual: dual)
        case "gspo_token": surrogate = .gspoToken(low: low, high: high, dual: dual)
        case "cispo": surrogate = .cispo(low: low, high: high)
        case "sapo":
            surrogate = .sapo(
                positive: real("tau_positive") ?? 1, negative: real("tau_negative") ?? 1.05)
        default: return nil
        }
        return PolicyObjective(surrogate: surrogate, aggregation: aggregation)
    }

    private var verlObjective: PolicyObjective? {
        guard let aggregation else { return nil }
        let low = real("clip_ratio_low") ?? 0.2
        let high = real("clip_ratio_high") ?? 0.2
        switch name {
        case "vanilla":
            return PolicyObjective(
                surrogate: .clip(low: low, high: high, dual: real("clip_ratio_c")),
                aggregation: aggregation)
        case "gspo":
            return PolicyObjective(
                surrogate: .gspoToken(low: low, high: high, dual: nil),
                aggregation: .sequenceMeanTokenMean)
        case "cispo":
            return PolicyObjective(
                surrogate: .cispo(low: low, high: high), aggregation: aggregation)
        case "sapo":
            return PolicyObjective(
                surrogate: .sapo(positive: real("tau_pos") ?? 1, negative: real("tau_neg") ?? 1.05),
                aggregation: .sequenceMeanTokenMean)
        default: return nil
        }
    }

    private var trlObjective: PolicyObjective? {
        let low = real("epsilon") ?? 0.2
        let high = real("epsilon_high") ?? low
        let beta = real("beta") ?? 0
        let kl =
            beta == 0
            ? nil
            : KLTerm(
                weight: beta, estimator: .k3, isRatioWeighted: flag("use_bias_correction_kl"))
        let clip: Surrogate =
            text("level") == "sequence"
            ? .gspo(low: low, high: high, dual: real("delta"))
            : .clip(low: low, high: high, dual: real("delta"))
        switch name {
        case "grpo":
            return PolicyObjective(
                surrogate: clip, aggregation: .sequenceMeanTokenMean, kl: kl)
        case "bnpo", "dapo":
            return PolicyObjective(surrogate: clip, aggregation: .tokenMean, kl: kl)
        case "dr_grpo":
            return PolicyObjective(surrogate: clip, aggregation: .constantLength, kl: kl)
        case "cispo":
            return PolicyObjective(
                surrogate: .cispo(low: 1, high: high - 1), aggregation: .tokenMean, kl: kl)
        case "sapo":
            return PolicyObjective(
                surrogate: .sapo(positive: 1, negative: 1.05),
                aggregation: .sequenceMeanTokenMean, kl: kl)
        case "luspo":
            return PolicyObjective(surrogate: clip, aggregation: .sequenceMeanTokenSum, kl: kl)
        default: return nil
        }
    }

    private var openRLHFObjective: PolicyObjective? {
        let low = real("clip_eps_low") ?? 0.2
        let high = real("clip_eps_high") ?? 0.2
        let dual = real("dual_clip")
        let aggregation: LossAggregation =
            flag("token_level_loss") ? .tokenMean : .sequenceMeanTokenMean
        switch name {
        case "ppo":
            return PolicyObjective(
                surrogate: .clip(low: low, high: high, dual: dual), aggregation: aggregation)
        case "gspo":
            return PolicyObjective(
                surrogate: .gspo(low: low, high: high, dual: dual), aggregation: aggregation)
        default: return nil
        }
    }

    /// The aggregation that the vector's parameters, or its name, ask for.
    var aggregation: LossAggregation? {
        switch text("loss_avg_mode") ?? text("loss_agg_mode") ?? name {
        case "token", "token-mean": .tokenMean
        case "token-sum": .tokenSum
        case "seq", "seq-mean-token-mean": .sequenceMeanTokenMean
        case "seq-mean-token-sum": .sequenceMeanTokenSum
        case "seq-mean-token-sum-norm": .constantLength
        default: nil
        }
    }

    /// The estimator that the vector's name means in its trainer.
    var klEstimator: KLEstimator? {
        switch (source, name) {
        case (_, "kl"), (_, "k1"): .k1
        case (_, "mse"), (_, "k2"): .k2
        case (_, "abs"): .absolute
        case (_, "low_var_kl"), ("verl", "k3"): .lowVariance
        case (_, "k3"): .k3
        case (_, "k1+"): .k1StraightThrough
        case ("verl", "k3+"), (_, "low_var_kl+"): .k3StraightThrough
        default: nil
        }
    }
}
