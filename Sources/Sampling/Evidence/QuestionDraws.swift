public import Records

/// A question with all that was drawn for it.
public struct QuestionDraws: Sendable, Hashable {
    /// The question.
    public var question: Question
    /// How drawing its answers went.
    public var group: DrawGroup
    /// Its answers.
    public var answers: [Rollout]
    /// Answers that never came.
    public var missing: [MissingDraw]
    /// Answers to the question alone.
    public var blind: [Rollout]
    /// Answers from its answers' descriptions.
    public var described: [Rollout]

    /// A question with its draws.
    public init(
        question: Question, group: DrawGroup, answers: [Rollout] = [],
        missing: [MissingDraw] = [], blind: [Rollout] = [], described: [Rollout] = []
    ) {
        self.question = question
        self.group = group
        self.answers = answers
        self.missing = missing
        self.blind = blind
        self.described = described
    }

    /// The verdict on the answer whose description a draw was given.
    func verdict(ofParentOf draw: Rollout) -> Verdict? {
        draw.parent.flatMap { parent in answers.first { $0.draw == parent }?.verdict }
    }
}
