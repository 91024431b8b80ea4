/// The tokens of a response that learn from its advantage.
public enum AdvantageTokens: String, Sendable, Hashable, CaseIterable {
    /// Every token of the response.
    case all
    /// The tokens up to the end of the description.
    case description
}
