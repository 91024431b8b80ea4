public import Records

/// What a grader makes of a response.
public struct GradedResponse: Sendable, Hashable {
    /// The answer that was compared; nothing if none was found.
    public var answer: String?
    /// The grader's word.
    public var verdict: Verdict

    /// An answer and its verdict.
    public init(answer: String?, verdict: Verdict) {
        self.answer = answer
        self.verdict = verdict
    }
}
