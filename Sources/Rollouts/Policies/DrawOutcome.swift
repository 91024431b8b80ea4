/// What came of one draw.
public struct DrawOutcome: Sendable, Hashable {
    /// A response, or why there is none.
    public enum Result: Sendable, Hashable {
        /// The policy answered.
        case response(PolicyResponse)
        /// It never did: `reason` is a word that can be counted, `detail` the last failure.
        case missing(reason: String, detail: String)
    }

    /// The question's place among those that the policy was made for.
    public var prompt: Int
    /// Which of its draws.
    public var draw: Int
    /// What came.
    public var result: Result

    /// An outcome of a draw.
    public init(prompt: Int, draw: Int, result: Result) {
        self.prompt = prompt
        self.draw = draw
        self.result = result
    }
}
