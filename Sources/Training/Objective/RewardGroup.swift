/// The rewards of the responses to one prompt, and what the estimators compute from them alone.
///
/// Every function gives one value a reward, in their order. A reward that is NaN does not apply: it
/// takes no part and its value is 0. Rewards that do not differ have no advantage: exactly 0, also
/// where rounding makes them differ in the last digits. A single reward has nothing to be compared
/// with, hence 0 too (verl would give the reward itself; EasyR1 refuses).
public struct RewardGroup: Sendable, Hashable {
    /// The rewards.
    public var rewards: [Double]

    /// A group of rewards.
    public init(_ rewards: [Double]) { self.rewards = rewards }

    private var present: [Double] { rewards.filter { !$0.isNaN } }

    /// Whether the rewards do not differ (TRL's `frac_reward_zero_std`, what DAPO's dynamic
    /// sampling, arXiv 2503.14476, filters out).
    public var isConstant: Bool { Spread(present).isNone }

    /// (r − mean) / (std + epsilon), std unbiased: GRPO, arXiv 2402.03300.
    public func standardised(epsilon: Double) -> [Double] {
        let spread = Spread(present)
        return values(spread) { ($0 - spread.mean) / (spread.deviation + epsilon) }
    }

    /// r − mean: Dr.GRPO, arXiv 2503.20783.
    public func centred() -> [Double] {
        let spread = Spread(present)
        return values(spread) { $0 - spread.mean }
    }

    /// r − the mean of the others: RLOO, arXiv 2402.14740.
    public func leftOneOut() -> [Double] {
        let spread = Spread(present)
        let scale = Double(spread.count) / Double(max(1, spread.count - 1))
        return values(spread) { ($0 - spread.mean) * scale }
    }

    /// r − the mean weighted by the responses' lengths: OPO, arXiv 2505.23585.
    public func centredByLength(_ lengths: [Int]) -> [Double] {
        var sum = 0.0
        var tokens = 0.0
        for (reward, length) in zip(rewards, lengths) where !reward.isNaN {
            sum += reward * Double(length)
            tokens += Double(length)
        }
        let baseline = tokens == 0 ? 0 : sum / tokens
        return values(Spread(present)) { $0 - baseline }
    }

    /// (the best − the second best) / (std + epsilon) for the best, 0 for the others: pass@k,
    /// arXiv 2503.19595.
    public func bestOnly(epsilon: Double) -> [Double] {
        let spread = Spread(present)
        let best = rewards.indices.filter { !rewards[$0].isNaN }
            .max { rewards[$0] < rewards[$1] }
        var values = rewards.map { _ in 0.0 }
        guard let best, !spread.isNone else { return values }
        let second =
            rewards.indices.filter { $0 != best && !rewards[$0].isNaN }
            .map { rewards[$0] }.max() ?? rewards[best]
        values[best] = (rewards[best] - second) / (spread.deviation + epsilon)
        return values
    }

    private func values(_ spread: Spread, _ value: (Double) -> Double) -> [Double] {
        spread.isNone ? rewards.map { _ in 0 } : rewards.map { $0.isNaN ? 0 : value($0) }
    }
}
