/// A label on a question, made from its group of rollouts by a named rule.
public enum Difficulty: String, Sendable, Hashable, CaseIterable {
    /// The policy answers it right, as far as the draws can tell.
    case easy
    /// The policy answers it right at times: its groups have an advantage.
    case medium
    /// The policy does not answer it right, as far as the draws can tell.
    case hard
    /// The draws do not say.
    case undecided
    /// No answer is right, and the draws show another cause than difficulty: see `ExclusionCause`.
    case excluded
}
