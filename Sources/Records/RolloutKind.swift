/// What a rollout was drawn for.
public enum RolloutKind: String, Sendable, Hashable, CaseIterable {
    /// The question with its pictures: what pass rates are counted from.
    case answer
    /// Vision-SR1's second pass (arXiv 2508.19652, section 3): a rollout's description and the
    /// question, without a picture. It says whether the description was enough.
    case description
    /// The question alone, without a picture: it says how much can be guessed.
    case blind
}
