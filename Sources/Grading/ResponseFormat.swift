/// How a response is laid out, named and versioned: where its description, its thought and its
/// answer are.
public enum ResponseFormat: String, Sendable, Hashable, CaseIterable {
    /// `<description> … </description> <think> … </think> answer`, after Vision-SR1 (arXiv
    /// 2508.19652), whose box around the answer the embedded policy leaves out.
    case describeThinkAnswer = "describe-think-answer"
    /// The whole response is the answer.
    case answer

    /// The behaviour of `parse`; enters the keys of what was graded with it.
    public var version: Int { 1 }

    /// The tag that ends a description, where the format has one.
    public var descriptionEnd: String? {
        self == .describeThinkAnswer ? ResponseFormat.closing("description") : nil
    }

    /// Takes a response apart.
    ///
    /// - Parameters:
    ///   - response: the text, without an end token.
    ///   - finished: whether the policy ended it, rather than the length limit.
    public func parse(_ response: String, finished: Bool) -> ParsedResponse {
        switch self {
        case .answer:
            let text = ResponseFormat.trimmed(response[...])
            return ParsedResponse(
                description: nil, thought: nil, answer: text.isEmpty ? nil : text,
                isWellFormed: finished && !text.isEmpty && !text.contains("<"))
        case .describeThinkAnswer: return parseSections(response, finished: finished)
        }
    }

    private func parseSections(_ response: String, finished: Bool) -> ParsedResponse {
        let description = ResponseFormat.section("description", in: response)
        let thought = ResponseFormat.section("think", in: response)
        // The last closing tag counts: nothing before it can be the answer.
        let answerText = thought.map { response[$0.end...] } ?? ""
        let answer = ResponseFormat.trimmed(answerText)
        let tagCount = response.utf8.count { $0 == UInt8(ascii: "<") }
        var isWellFormed = finished && tagCount == 4 && !answer.isEmpty
        if let description, let thought {
            let before = ResponseFormat.trimmed(response[..<description.start])
            let between =
                description.end <= thought.start
                ? ResponseFormat.trimmed(response[description.end..<thought.start]) : "misplaced"
            isWellFormed =
                isWellFormed && before.isEmpty && between.isEmpty && !description.text.isEmpty
        } else {
            isWellFormed = false
        }
        return ParsedResponse(
            description: description?.text, thought: thought?.text,
            answer: answer.isEmpty || answer.contains("<") ? nil : answer,
            isWellFormed: isWellFormed)
    }

    private static func closing(_ name: String) -> String { "</\(name)>" }

    /// The last section with this tag: its text, and where its tags begin and end.
    private static func section(
        _ name: String, in response: String
    ) -> (text: String, start: String.Index, end: String.Index)? {
        guard let close = lastRange(of: closing(name), in: response[...]),
            let open = lastRange(of: "<\(name)>", in: response[..<close.lowerBound])
        else { return nil }
        return (
            trimmed(response[open.upperBound..<close.lowerBound]), open.lowerBound, close.upperBound
        )
    }

    private static func lastRange(
        of needle: String, in text: Substring
    ) -> Range<String.Index>? {
        text.ranges(of: needle).last
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
