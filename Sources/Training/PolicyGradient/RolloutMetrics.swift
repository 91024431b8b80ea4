import Records
import Rewards

/// What a step's responses were worth and how its groups came out.
enum RolloutMetrics {
    /// - Parameters:
    ///   - drawn: every group that was drawn.
    ///   - learnt: how many of them are learnt from.
    ///   - constant: those whose responses are worth the same.
    static func measure(
        _ drawn: [PolicyGradientBatch.Group], learnt: Int,
        constant: [PolicyGradientBatch.Group], _ recipe: RewardRecipe
    ) -> StepMetrics {
        let responses = Double(drawn.reduce(0) { $0 + $1.responses.count })
        let tokens = Double(drawn.reduce(0) { $0 + $1.tokenCount })
        let cut = drawn.reduce(0) { $0 + $1.isFinished.count { !$0 } }
        func share(_ count: Int) -> Double { Double(count) / Double(drawn.count) }
        var values = RewardMetrics.values(of: drawn, recipe: recipe)
        values.append(("constant_groups", share(constant.count)))
        if recipe.uses(.accuracy) {
            values.append(("constant_right", share(constant.count { $0.isAll(1) })))
            values.append(("constant_wrong", share(constant.count { $0.isAll(0) })))
        }
        values.append(("response_tokens", tokens / responses))
        values.append(("truncated", Double(cut) / responses))
        values.append(("questions_drawn", Double(drawn.count)))
        values.append(("groups_learnt", Double(learnt)))
        return StepMetrics(values)
    }
}

extension PolicyGradientBatch.Group {
    /// Whether all responses have this accuracy.
    func isAll(_ accuracy: Double) -> Bool {
        rewards.allSatisfy { $0.components[.accuracy] == accuracy }
    }
}

extension PolicyGradientPass.Sums {
    /// What an update measured, per token where it makes sense.
    func measurements(
        _ extent: PolicyObjective.Extent, _ objective: PolicyObjective, isOffPolicy: Bool
    ) -> [(name: String, value: Double)] {
        let tokens = Double(max(1, extent.tokens))
        var values: [(name: String, value: Double)] = [
            ("loss", loss), ("policy_loss", policyLoss), ("entropy", entropy / tokens),
            ("clip_fraction", Double(clippedHigh + clippedLow + clippedDual) / tokens),
        ]
        if objective.kl != nil { values.append(("kl", divergence / tokens)) }
        if isOffPolicy {
            values += [
                ("clip_high_fraction", Double(clippedHigh) / tokens),
                ("clip_low_fraction", Double(clippedLow) / tokens),
                ("clip_dual_fraction", Double(clippedDual) / tokens),
                ("kl_from_old", oldDivergence / tokens),
            ]
        }
        return values
    }
}
