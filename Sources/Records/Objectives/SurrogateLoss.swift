/// What of advantages and probability ratios a policy update minimises, by name.
public enum SurrogateLoss: String, Sendable, Hashable, CaseIterable {
    /// The clipped ratio of each token (PPO, arXiv 1707.06347; GRPO, DAPO).
    case clip
    /// The clipped ratio of each response, its gradient through all tokens (GSPO, arXiv 2507.18071).
    case gspo
    /// The same with each token's own gradient (EasyR1 `gspo_token`, verl `gspo`).
    case gspoToken = "gspo-token"
    /// The clipped ratio as a fixed weight of log-probabilities (CISPO, arXiv 2506.13585).
    case cispo
    /// A sigmoid of the ratio (SAPO, arXiv 2511.20347).
    case sapo
}
