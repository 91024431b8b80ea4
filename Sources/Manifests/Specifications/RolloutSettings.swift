/// Settings of a `rollout` stage.
public struct RolloutSettings: Sendable, Hashable {
    /// The `train` stage whose policy answers, where the run's policy is the embedded one; nothing
    /// where it is another.
    public var policy: String?
    /// The `ingest` stage whose questions are asked.
    public var questions = ""
    /// The split that is asked.
    public var split = "train"
    /// Draws for each question: the key `n`.
    public var draws = 8
    /// Temperature of sampling.
    public var temperature = 1.0
    /// The most questions that are asked, in their order; nothing for all.
    public var limit: Int?
    /// Questions of one unit of work.
    public var unitQuestions = 512

    /// The defaults; `questions` has none and must be set.
    public init() {}
}
