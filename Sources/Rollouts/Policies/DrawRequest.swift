/// Some draws of one question.
public struct DrawRequest: Sendable, Hashable {
    /// The question's place among those that the policy was made for.
    public var prompt: Int
    /// Which of its draws.
    public var draws: Range<Int>

    /// A request of draws.
    public init(prompt: Int, draws: Range<Int>) {
        self.prompt = prompt
        self.draws = draws
    }
}
