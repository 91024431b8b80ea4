public import Records

/// Finds the answer in a response and compares it with the gold answer.
///
/// A pure value: the same response and question get the same verdict always, in bounded time.
public struct Grader: Sendable, Hashable {
    /// How responses are laid out.
    public var format: ResponseFormat
    /// When an answer says what the gold answer says.
    public var equivalence: Equivalence
    /// Whether a response without an answer in its format is graded as a whole, as PeBR-R1 does
    /// (arXiv 2509.13031, `pebr_sample.py`); only where the recipe says so.
    public var gradesWholeResponse: Bool

    /// A grader of responses in this format.
    public init(
        format: ResponseFormat, equivalence: Equivalence = .strict(tolerance: nil),
        gradesWholeResponse: Bool = false
    ) {
        self.format = format
        self.equivalence = equivalence
        self.gradesWholeResponse = gradesWholeResponse
    }

    /// The name and behaviour version of the comparison, such as `strict@1`.
    public var identifier: String { equivalence.identifier }

    /// The verdict on a response, and the answer that it is about.
    ///
    /// A response that was cut off is `truncated`, even behind a complete answer: what the policy
    /// would have said next is unknown. One without an answer is `noAnswerFound`. `choices` are the
    /// question's options, in the order of their letters.
    public func grade(
        _ response: String, finishReason: Rollout.FinishReason, gold: String,
        choices: [String] = []
    ) -> GradedResponse {
        let finished = finishReason == .stop
        var answer = format.parse(response, finished: finished).answer
        if !finished { return GradedResponse(answer: answer, verdict: .truncated) }
        if answer == nil, gradesWholeResponse {
            answer = ResponseFormat.answer.parse(response, finished: finished).answer
        }
        guard let answer else { return GradedResponse(answer: nil, verdict: .noAnswerFound) }
        return GradedResponse(
            answer: answer,
            verdict: equivalence.verdict(given: answer, gold: gold, choices: choices))
    }
}
