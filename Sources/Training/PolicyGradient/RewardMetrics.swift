import Rewards

/// What a training step's rewards were, each component apart from the total.
enum RewardMetrics {
    /// The means of the total and of each component, and of the parts of external ones; then, with a
    /// second pass, the share of responses whose description gave the answer away, and of those
    /// without a description.
    static func values(
        of groups: [PolicyGradientBatch.Group], recipe: RewardRecipe
    ) -> [(name: String, value: Double)] {
        let rewards = groups.flatMap(\.rewards)
        let count = Double(rewards.count)
        var values = [("reward", rewards.reduce(0) { $0 + $1.total } / count)]
        for component in RewardComponent.allCases where recipe.uses(component) {
            let sum = rewards.reduce(0) { $0 + ($1.components[component] ?? 0) }
            values.append(("reward_\(component.rawValue)", sum / count))
        }
        values += parts(of: rewards)
        let descriptions = groups.flatMap(\.descriptions)
        if !descriptions.isEmpty {
            let leaks = descriptions.count { $0 == .flawed(.leak) }
            let missing = descriptions.count { $0 == .flawed(.missing) }
            values.append(("description_leaks", Double(leaks) / count))
            values.append(("descriptions_missing", Double(missing) / count))
        }
        return values
    }

    /// The mean of each part over the responses that have it, in the order of their appearance.
    private static func parts(of rewards: [Reward]) -> [(String, Double)] {
        var names: [String] = []
        var sums: [String: (sum: Double, count: Int)] = [:]
        for part in rewards.joinedParts {
            if sums[part.name] == nil { names.append(part.name) }
            let known = sums[part.name] ?? (0, 0)
            sums[part.name] = (known.sum + part.value, known.count + 1)
        }
        return names.compactMap { name in
            sums[name].map { ("reward_external_\(name)", $0.sum / Double($0.count)) }
        }
    }
}

extension [Reward] {
    fileprivate var joinedParts: FlattenSequence<[[Reward.Part]]> { map(\.parts).joined() }
}
