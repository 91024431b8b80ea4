/// Settings of an `evaluate` stage.
public struct EvaluateSettings: Sendable, Hashable {
    /// The `train` stages whose policies are measured, in order.
    public var policies: [String] = []
    /// The `ingest` stage whose questions are asked.
    public var questions = ""
    /// The split that is asked.
    public var split = "test"
    /// Responses to each question that are sampled at temperature 1.
    public var draws = 2
    /// Whether each question is answered greedily as well.
    public var greedy = true

    /// The defaults; `policies` and `questions` have none and must be set.
    public init() {}
}
