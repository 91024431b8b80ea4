public import Grading
public import Records

/// Scores all responses of a training step in one call: what is not computed here, but by a program
/// or a service.
public protocol BatchScoring: Sendable {
    /// The component that it scores.
    var component: RewardComponent { get }

    /// The score of each response, in order.
    ///
    /// - Throws: a `Fault` if there is no score for each; one that concerns a response names its id.
    func scores(of responses: [ScorableResponse]) async throws(Fault) -> [BatchScore]
}

/// A response, and what it answers.
public struct ScorableResponse: Sendable, Hashable {
    /// Names it in its step: `QUESTION#STEP.PLACE.DRAW`.
    public var id: String
    /// The question.
    public var question: Question
    /// Which of the phase's pictures the question shows.
    public var picture: Int
    /// The response.
    public var response: String
    /// What the response format finds in it.
    public var parsed: ParsedResponse
    /// How it ended.
    public var finishReason: Rollout.FinishReason
    /// Its tokens, the end token included.
    public var tokenCount: Int

    /// A response; see the properties.
    public init(
        id: String, question: Question, picture: Int, response: String, parsed: ParsedResponse,
        finishReason: Rollout.FinishReason, tokenCount: Int
    ) {
        self.id = id
        self.question = question
        self.picture = picture
        self.response = response
        self.parsed = parsed
        self.finishReason = finishReason
        self.tokenCount = tokenCount
    }
}

/// What a scorer says of a response.
public struct BatchScore: Sendable, Hashable {
    /// The component's value.
    public var value: Double
    /// What it is made of, as far as the scorer says.
    public var parts: [Reward.Part]

    /// A score.
    public init(_ value: Double, parts: [Reward.Part] = []) {
        self.value = value
        self.parts = parts
    }
}
