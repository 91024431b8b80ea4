public import Model
public import Records

/// A response to imitate.
public struct SupervisedExample: Sendable, Hashable {
    /// The question's identifier.
    public var question: String
    /// The prompt's tokens.
    public var prompt: [Int]
    /// Which of the pictures the prompt shows; nothing for a text-only prompt.
    public var picture: Int?
    /// The response's tokens, its end token included.
    public var response: [Int]
    /// The first token of the response that is trained; those before it are given.
    public var firstTarget: Int

    /// How many tokens are trained.
    var targetCount: Int { response.count - firstTarget }
}

extension SupervisedExample {
    /// The question's target as an example, or the reason why it cannot be one.
    ///
    /// - Parameters:
    ///   - question: the question, with its targets.
    ///   - picture: the question's picture; nothing takes its text-only target, of which the part up
    ///     to `givenEnd` is given.
    ///   - givenEnd: the word that ends the given part.
    ///   - model: the policy, which has to know the target's words and have room for them.
    public static func make(
        _ question: Question, picture: Int?, givenEnd: String? = nil, model: PolicyModel
    ) -> Result<SupervisedExample, Unusable> {
        let shape = model.configuration
        guard let prompt = model.promptTokens(question.text, withPicture: picture != nil) else {
            return .failure(
                Unusable(
                    reason: "question_too_long",
                    detail: "the prompt has room for \(shape.questionTokens - 1) words"))
        }
        guard let text = picture != nil ? question.target : question.textOnlyTarget else {
            return .failure(
                Unusable(reason: "target_missing", detail: "no response to imitate"))
        }
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        if let stranger = words.first(where: { model.vocabulary.token($0) == nil }) {
            return .failure(
                Unusable(
                    reason: "word_unknown",
                    detail: "the policy does not know the word `\(stranger)`"))
        }
        let response = model.vocabulary.encode(words) + [model.vocabulary.endToken]
        if response.count > shape.responseTokens {
            return .failure(
                Unusable(
                    reason: "target_too_long",
                    detail: "\(response.count) tokens with the end token; "
                        + "a response has room for \(shape.responseTokens)"))
        }
        var firstTarget = 0
        if picture == nil, let givenEnd, let place = words.firstIndex(of: givenEnd) {
            firstTarget = place + 1
        }
        return .success(
            SupervisedExample(
                question: question.id, prompt: prompt, picture: picture, response: response,
                firstTarget: firstTarget))
    }

    /// Why a question is no example.
    public struct Unusable: Error, Hashable {
        /// A short name such as `target_too_long`.
        public var reason: String
        /// What was found, and what there is room for.
        public var detail: String
    }
}
