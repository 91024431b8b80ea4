/// A value that a prompt template has places for.
public enum PromptValue: String, Sendable, Hashable, CaseIterable {
    /// The question's text, as EasyR1 calls it.
    case content
    /// The question's text.
    case question
    /// The question's options: a list.
    case choices
    /// The description that stands for the pictures in a second pass.
    case description
}
