/// Group-relative advantages (GRPO as EasyR1 computes it): A = (r − mean) / (std + 1e-6), std unbiased.
public enum GroupAdvantage {
    /// The advantage of each response of a group.
    ///
    /// A group whose rewards do not differ (std below 1e-6) has no advantage: all are exactly 0.
    public static func advantages(of rewards: [Double]) -> [Double] {
        guard rewards.count > 1 else { return rewards.map { _ in 0 } }
        let mean = rewards.reduce(0, +) / Double(rewards.count)
        let squares = rewards.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let deviation = (squares / Double(rewards.count - 1)).squareRoot()
        if deviation < 1e-6 { return rewards.map { _ in 0 } }
        return rewards.map { ($0 - mean) / (deviation + 1e-6) }
    }
}
