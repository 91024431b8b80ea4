/// Settings of an `evaluate` stage.
public struct EvaluateSettings: Sendable, Hashable {
    /// The `train` stages whose policies are measured, in order.
    public var policies: [String] = []
    /// The `ingest` stage whose questions are asked.
    public var questions = ""
    /// The split that is asked.
    public var split = "test"
    /// The most questions that are asked, drawn by their ids; nothing for all.
    public var limit: Int?
    /// Responses to each question that are sampled at temperature 1.
    public var draws = 2
    /// Whether each question is answered greedily as well.
    public var greedy = true
    /// The field of the source that names a question's family, by which accuracy is given as well.
    public var family = "family"
    /// Whether descriptions are answered from without the picture, where responses have any.
    public var secondPass = true
    /// What gives the answer away in a description that is to be answered from.
    public var descriptionLeak = RewardSettings.DescriptionLeak.markup
    /// Whether each question is asked without its picture as well.
    public var blind = false
    /// The `train` stage of a fixed policy that answers from descriptions as well.
    public var reader: String?

    /// The defaults; `policies` and `questions` have none and must be set.
    public init() {}
}
