public import Records

/// Compares an answer with the gold answer after trimming, case folding and joining runs of white
/// space.
public struct ExactMatchGrader: Sendable, Hashable {
    /// How responses are laid out.
    public let format: ResponseFormat

    /// The grader's name and behaviour version; it enters the keys of what was graded.
    public static let identifier = "exact@1"

    /// A grader of responses in this format.
    public init(format: ResponseFormat) { self.format = format }

    /// The verdict on a response.
    ///
    /// A response without an answer is `noAnswerFound`, one that was cut off is `truncated`; neither
    /// falls back to grading the whole text.
    public func grade(
        _ response: String, finishReason: Rollout.FinishReason, gold: String
    ) -> Verdict {
        if finishReason == .length { return .truncated }
        guard let answer = format.parse(response, finished: true).answer else {
            return .noAnswerFound
        }
        return ExactMatchGrader.folded(answer) == ExactMatchGrader.folded(gold) ? .right : .wrong
    }

    /// The text that is compared.
    static func folded(_ text: String) -> String {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
