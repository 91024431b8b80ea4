public import Records

/// Settings of a `train` stage of method `grpo`: group relative policy optimization (Shao et al. 2024)
/// on one phase of a curriculum.
public struct ReinforcementSettings: Sendable, Hashable {
    /// Which questions of a phase are trained.
    public enum Sample: String, Sendable, Hashable, CaseIterable {
        /// Those that the phase chose.
        case selected
        /// As many, drawn without the phase's filter and weights.
        case control
    }

    /// The `ingest` stage that holds the questions' pictures.
    public var questions = ""
    /// The `curriculum` stage that made the phases.
    public var curriculum = ""
    /// The phase it trains on.
    public var phase = ""
    /// Which questions of the phase.
    public var sample = Sample.selected
    /// The `train` stage whose policy it starts from.
    public var policy = ""
    /// The `train` stage of method `alignment` that scores descriptions, where the reward needs one.
    public var scorer: String?
    /// How many training steps it makes.
    public var steps = 1
    /// Questions of a training step.
    public var prompts = 16
    /// Responses to each question.
    public var group = 8
    /// Temperature of sampling.
    public var temperature = 1.0
    /// How far below 1 the probability ratio counts.
    public var clipLow = 0.2
    /// How far above 1 the probability ratio counts.
    public var clipHigh = 0.2
    /// Weight of the divergence from the policy it started from.
    public var kl = 0.01
    /// Which tokens learn from the advantage.
    public var advantageTokens = AdvantageTokens.all
    /// What a response is worth.
    public var reward = RewardSettings()
    /// The optimizer.
    public var optimizer = OptimizerSettings.reinforcement
    /// Training steps between checkpoints.
    public var checkpointEvery = 10

    /// The defaults; `curriculum`, `phase`, `policy` and `steps` have none and must be set.
    public init() {}
}
