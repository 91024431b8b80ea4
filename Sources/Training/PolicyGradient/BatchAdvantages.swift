import Records
import Rewards

/// The advantages of a rollout batch's tokens, by a phase's settings.
struct BatchAdvantages {
    private let settings: PolicyGradientSettings
    /// What the response's own advantage is made of, in a fixed order.
    private let answer: [RewardComponent]
    /// What the description's is made of; empty if it has none of its own.
    private let description: [RewardComponent]
    private let recipe: RewardRecipe

    init(_ settings: PolicyGradientSettings, _ recipe: RewardRecipe) {
        self.settings = settings
        self.recipe = recipe
        let used = RewardComponent.allCases.filter(recipe.uses)
        let visual: [RewardComponent] =
            settings.selfReward == .sum ? [] : [.description, .descriptionFormat]
        description = used.filter(visual.contains)
        answer = used.filter { !visual.contains($0) }
    }

    /// Whether the responses of a group are worth the same, so that none has an advantage over another.
    func isConstant(_ group: PolicyGradientBatch.Group) -> Bool {
        func values(_ part: [RewardComponent]) -> [Double] {
            group.rewards.map { total($0, of: part) }
        }
        if settings.estimator == .grpoPassK {
            return RewardGroup(values(answer)).bestOnly(epsilon: 1e-6).allSatisfy { $0 == 0 }
        }
        if settings.estimator.isDecoupled {
            return (answer + description).allSatisfy { RewardGroup(values([$0])).isConstant }
        }
        return RewardGroup(values(answer)).isConstant
            && (description.isEmpty || RewardGroup(values(description)).isConstant)
    }

    /// Sets the advantages of all tokens of a whole rollout batch.
    func assign(to groups: inout [PolicyGradientBatch.Group]) {
        let own = advantages(of: groups, answer)
        let visual = description.isEmpty ? nil : advantages(of: groups, description)
        var next = 0
        for place in groups.indices {
            let first = next
            for draw in groups[place].responses.indices {
                let end = groups[place].descriptionEnds[draw]
                groups[place].advantages.append(
                    masked(combined(own[next], visual?[next], descriptionEnd: end), end))
                next += 1
            }
            for pass in groups[place].secondPasses {
                let value =
                    (recipe.weights[.description] ?? 0) * (visual?[first + pass.draw].first ?? 0)
                groups[place].advantages.append(pass.response.map { _ in value })
            }
        }
    }

    private func advantages(
        of groups: [PolicyGradientBatch.Group], _ part: [RewardComponent]
    ) -> [[Double]] {
        var scored: [ScoredResponse] = []
        for (place, group) in groups.enumerated() {
            for (draw, reward) in group.rewards.enumerated() {
                scored.append(
                    ScoredResponse(
                        group: place, components: part.map { reward.components[$0] ?? .nan },
                        weights: part.map { weight($0, in: part) },
                        total: total(reward, of: part),
                        tokenCount: group.responses[draw].count,
                        tokenPenalties: part == description ? [] : penalties(group, draw)))
            }
        }
        return settings.estimator.advantages(of: scored, discount: settings.discount)
    }

    /// The weighted sum of some components.
    private func total(_ reward: Reward, of part: [RewardComponent]) -> Double {
        part.reduce(0) { $0 + weight($1, in: part) * (reward.components[$1] ?? 0) }
    }

    /// The weight of a component: in the description's own advantage against `description`, since that
    /// advantage is weighted as a whole.
    private func weight(_ component: RewardComponent, in part: [RewardComponent]) -> Double {
        let own = recipe.weights[component] ?? 0
        guard part == description, let whole = recipe.weights[.description] else { return own }
        return own / whole
    }

    /// β times the divergence of each token, where the reward pays for it.
    private func penalties(_ group: PolicyGradientBatch.Group, _ draw: Int) -> [Double] {
        guard let term = settings.rewardDivergence else { return [] }
        return zip(group.old[draw], group.reference[draw]).map {
            term.weight * term.estimator.term(logProbability: $0, reference: $1).value
        }
    }

    private func combined(
        _ own: [Double], _ visual: [Double]?, descriptionEnd: Int?
    ) -> [Double] {
        guard let visual, settings.selfReward != .passes else { return own }
        var way = settings.selfReward == .split ? SelfRewardAdvantage.split : .decoupled
        way.visualWeight = recipe.weights[.description] ?? 0
        return way.combined(answer: own, visual: visual, descriptionEnd: descriptionEnd)
    }

    /// Without what lies behind the description, where only the description learns.
    private func masked(_ advantages: [Double], _ descriptionEnd: Int?) -> [Double] {
        guard settings.tokens == .description, let end = descriptionEnd, end < advantages.count
        else { return advantages }
        return advantages[..<end] + Array(repeating: 0, count: advantages.count - end)
    }
}
