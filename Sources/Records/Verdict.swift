/// The grader's word on a rollout.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// The answer equals the gold answer.
    case right
    /// There is an answer, and it is another.
    case wrong
    /// The response holds no answer in the format asked for.
    case noAnswerFound = "no_answer_found"
    /// The response was cut off before it ended.
    case truncated
    /// The grader could not decide within its bounds.
    case notGradable = "not_gradable"
}
