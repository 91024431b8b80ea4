public import Rewards

/// How policies are evaluated.
public struct EvaluationSettings: Sendable {
    /// Whether each question is asked for the likeliest answer.
    public var isGreedy: Bool
    /// How many answers are sampled to each question.
    public var draws: Int
    /// Whether all is asked once more without the pictures.
    public var isBlind: Bool
    /// Whether descriptions are answered from without the pictures.
    public var hasSecondPass: Bool
    /// The field of the source that names a question's family.
    public var family: String
    /// Which descriptions are worth reading.
    public var descriptions: DescriptionRule

    /// Settings; see the properties.
    public init(
        isGreedy: Bool, draws: Int, isBlind: Bool, hasSecondPass: Bool, family: String,
        descriptions: DescriptionRule
    ) {
        self.isGreedy = isGreedy
        self.draws = draws
        self.isBlind = isBlind
        self.hasSecondPass = hasSecondPass
        self.family = family
        self.descriptions = descriptions
    }
}
