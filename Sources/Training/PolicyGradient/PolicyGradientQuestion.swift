public import Records

/// A question of a phase, ready for the policy.
public struct PolicyGradientQuestion: Sendable, Hashable {
    /// The question.
    public var question: Question
    /// The prompt's tokens.
    public var prompt: [Int]
    /// Which of the phase's pictures it shows.
    public var picture: Int

    /// A question with its prompt and picture.
    public init(question: Question, prompt: [Int], picture: Int) {
        self.question = question
        self.prompt = prompt
        self.picture = picture
    }
}
