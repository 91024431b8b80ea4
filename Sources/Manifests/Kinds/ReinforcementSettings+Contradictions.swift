import Records

extension ReinforcementSettings {
    /// Reports keys that would have no effect, or another one than their names say, beside each other.
    func reportContradictions(_ path: String, _ decoding: inout Decoding) {
        func report(_ isWrong: Bool, _ field: String, _ message: String, _ remedy: String) {
            guard isWrong else { return }
            decoding.report(message, field: Wording.join(path, field), remedy: remedy)
        }
        report(
            constantGroups != .keep && advantage.hasBatchBaseline, "constant_groups",
            "`advantage: \(advantage.rawValue)` compares responses with the whole batch, so that "
                + "groups that are all right or all wrong teach, too",
            "write `constant_groups: keep`")
        report(
            klPlace == .reward && kl > 0 && advantage.isDecoupled, "kl_in",
            "`advantage: \(advantage.rawValue)` normalises each term of the reward by itself; a "
                + "divergence that the reward pays for is none of them",
            "write `kl_in: loss`")
        report(
            klCorrection && klPlace == .reward, "kl_correction",
            "`kl_correction` is of a divergence in the loss, and the reward pays for it here",
            "write `kl_in: loss`")
        report(
            klTarget != nil && kl == 0, "kl_target",
            "`kl_target` adapts `kl`, which is 0 and stays so", "write a first weight as `kl`")
        report(
            advantage.isDecoupled && reward.description > 0 && selfReward != .sum, "self_reward",
            "`advantage: \(advantage.rawValue)` normalises `reward.description` as one of its terms, "
                + "on all tokens", "write `self_reward: sum`")
        report(
            [.split, .passes].contains(selfReward) && reward.description == 0, "self_reward",
            "`self_reward: \(selfReward.rawValue)` is about `reward.description`, which weighs 0",
            "weigh `reward.description`, or leave `self_reward` out")
        report(
            clipDual != nil && (loss == .cispo || loss == .sapo), "clip_dual",
            "`loss: \(loss.rawValue)` has no dual bound", "leave `clip_dual` out")
    }
}
