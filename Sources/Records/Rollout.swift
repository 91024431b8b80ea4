/// One sampled response to one question.
public struct Rollout: Sendable, Hashable {
    /// Why a response ended.
    public enum FinishReason: String, Sendable, Hashable {
        /// The policy ended it.
        case stop
        /// It reached the length limit.
        case length
    }

    /// The question's id.
    public var question: String
    /// Which of the question's draws this is, from 0.
    public var draw: Int
    /// The response as text.
    public var response: String
    /// The response's length in tokens, its end token included.
    public var tokenCount: Int
    /// Why it ended.
    public var finishReason: FinishReason
    /// The grader's word.
    public var verdict: Verdict

    /// A rollout with its facts.
    public init(
        question: String, draw: Int, response: String, tokenCount: Int,
        finishReason: FinishReason, verdict: Verdict
    ) {
        self.question = question
        self.draw = draw
        self.response = response
        self.tokenCount = tokenCount
        self.finishReason = finishReason
        self.verdict = verdict
    }
}
