/// How a response is laid out, named and versioned: where its description, its thought and its
/// answer are.
///
/// Where a mark is there more than once the last counts: a policy may correct itself. Braces balance.
public enum ResponseFormat: String, Sendable, Hashable, CaseIterable {
    /// `<description> … </description> <think> … </think> answer`, after Vision-SR1 (arXiv
    /// 2508.19652), whose box around the answer the embedded policy leaves out.
    case describeThinkAnswer = "describe-think-answer"
    /// The whole response is the answer.
    case answer
    /// The sections of PeBR-R1 (arXiv 2509.13031, `pebr_format.jinja`): `### Image Description:`,
    /// `### Rationales:`, steps, and `### The final answer is:` with the answer on its line or the
    /// next that is not empty.
    case pebr
    /// `<description> … </description> <think> … </think> \boxed{answer}`, as Vision-SR1 writes it.
    case visionSR1 = "vision-sr1"
    /// `<answer> … </answer>`, with what a `<think>` before it says as the thought.
    case answerTag = "answer-tag"
    /// The answer in `\boxed{ … }`, anywhere.
    case boxed
    /// The letter of an option: in a box, in `<answer>`, behind words such as "the answer is", or by
    /// itself on a line.
    case choice
    /// Free text that marks its answer: with a box, with `<answer>`, or with words such as "the
    /// answer is".
    case free

    /// The behaviour of `parse`; enters the keys of what was graded with it.
    public var version: Int { 1 }

    /// The text that ends a description, where the format has one.
    public var descriptionEnd: String? {
        switch self {
        case .describeThinkAnswer, .visionSR1: "</description>"
        case .pebr: "### Rationales:"
        case .answer, .answerTag, .boxed, .choice, .free: nil
        }
    }

    /// The text that begins a description, where the format has one.
    public var descriptionStart: String? {
        switch self {
        case .describeThinkAnswer, .visionSR1: "<description>"
        case .pebr: "### Image Description:"
        case .answer, .answerTag, .boxed, .choice, .free: nil
        }
    }

    /// The beginning of a response that says this of the picture: what is given to whoever answers
    /// without seeing it. Nothing where the format has no description.
    public func beginning(with description: String) -> String? {
        guard let start = descriptionStart, let end = descriptionEnd else { return nil }
        return "\(start) \(description) \(end)"
    }

    /// Takes a response apart.
    ///
    /// - Parameters:
    ///   - response: the text, without an end token.
    ///   - finished: whether the policy ended it, rather than the length limit.
    public func parse(_ response: String, finished: Bool) -> ParsedResponse {
        let text = ResponseText(response)
        var parsed =
            switch self {
            case .answer: text.whole
            case .describeThinkAnswer: text.described(endsInBox: false)
            case .visionSR1: text.described(endsInBox: true)
            case .pebr: text.headed
            case .answerTag: text.tagged
            case .boxed: text.marked(by: \.box)
            case .choice: text.marked(by: \.choiceLetter)
            case .free: text.marked(by: \.freeAnswer)
            }
        parsed.isWellFormed = parsed.isWellFormed && finished
        return parsed
    }
}
