/// How the reward of a description (Vision-SR1's second, text-only pass) and that of the response meet.
public enum SelfReward: String, Sendable, Hashable, CaseIterable {
    /// One reward, their weighted sum, and one advantage on every token (arXiv 2508.19652v1 and its code).
    case sum
    /// Two advantages, each normalised in its group: the response's on every token, and the
    /// description's, weighted, beside it on the description's tokens.
    case decoupled
    /// Two advantages: the description's tokens learn from its own, the other tokens from the
    /// response's.
    case split
    /// Two advantages, the response's on the tokens of the first pass and the description's, weighted, on
    /// those of the second: equation 6 of arXiv 2508.19652v2 as it is written, by which a description's own
    /// tokens never learn from its reward.
    case passes
}
