/// How the rewards of a rollout batch become the advantage of each token, by name.
///
/// The names that several trainers use with different meanings carry the trainer: the epsilons, the
/// population (group, batch, tokens of the batch) and the kind of variance are what differs, and all
/// are as in the trainer's code, to which the tests compare. The versions read: EasyR1 b44b311, verl
/// 1dda039, TRL 1.16.0, ms-swift 3602360, OpenRLHF 3c3be62.
public enum AdvantageEstimator: String, CaseIterable, Sendable {
    /// GRPO (arXiv 2402.03300) as EasyR1 and verl compute it: (r − mean) / (std + 1e-6) in the group.
    case grpo
    /// GRPO as TRL and ms-swift compute it: epsilon 1e-4.
    case grpoTRL = "grpo-trl"
    /// Group mean, but the standard deviation of the whole batch's rewards, epsilon 1e-4 (TRL and
    /// ms-swift `scale_rewards: batch`; arXiv 2508.08221).
    case grpoBatch = "grpo-batch"
    /// Dr.GRPO (arXiv 2503.20783): r − mean; verl `norm_adv_by_std_in_grpo: false`, TRL
    /// `scale_rewards: none`. Its loss is aggregated by a constant length.
    case drGRPO = "dr-grpo"
    /// RLOO (arXiv 2402.14740): r − the mean of the group's others.
    case rloo
    /// REINFORCE++ (arXiv 2501.03262): discounted returns, whitened over the tokens of the batch
    /// (EasyR1, verl: unbiased variance).
    case reinforcePlusPlus = "reinforce++"
    /// REINFORCE++ as OpenRLHF computes it: population variance.
    case reinforcePlusPlusOpenRLHF = "reinforce++-openrlhf"
    /// REINFORCE++ with the group's mean as baseline, whitened over tokens (verl).
    case reinforcePlusPlusBaseline = "reinforce++-baseline"
    /// The same as OpenRLHF computes it: the baseline is taken from the reward alone, penalties follow
    /// token by token, population variance.
    case reinforcePlusPlusBaselineOpenRLHF = "reinforce++-baseline-openrlhf"
    /// The same as ms-swift computes it: divided by the deviation over responses, epsilon 1e-4.
    case reinforcePlusPlusBaselineSwift = "reinforce++-baseline-swift"
    /// GRPO for pass@k (arXiv 2503.19595; EasyR1, verl): the best response alone has an advantage,
    /// (best − second best) / (std + 1e-6).
    case grpoPassK = "grpo-passk"
    /// OPO (arXiv 2505.23585; verl): r − the group's mean weighted by length.
    case opo
    /// GDPO (arXiv 2601.05242) as verl computes it: each component standardised in its group
    /// (epsilon 1e-6), weighted and summed, whitened over the tokens of the batch.
    case gdpo
    /// GDPO as TRL computes it (`multi_objective_aggregation: normalize_then_sum`): epsilon 1e-4,
    /// standardised over the responses of the batch.
    case gdpoTRL = "gdpo-trl"
    /// GDPO as ms-swift computes it (`scale_rewards: gdpo`): both epsilons 1e-8.
    case gdpoSwift = "gdpo-swift"
    /// Vision-SR1's released second version: the weighted sum of the components' z-scores
    /// (epsilon 1e-6) in the group, on all tokens, not standardised again.
    case visionSR1 = "vision-sr1"

    /// Whether responses are compared with the whole batch alone, not with their group.
    public var hasBatchBaseline: Bool {
        self == .reinforcePlusPlus || self == .reinforcePlusPlusOpenRLHF
    }

    /// Whether it normalises each component on its own, so that a group whose total does not vary
    /// can still have an advantage.
    public var isDecoupled: Bool {
        switch self {
        case .gdpo, .gdpoTRL, .gdpoSwift, .visionSR1: true
        default: false
        }
    }
}
