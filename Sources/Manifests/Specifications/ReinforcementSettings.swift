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

    /// Where the divergence from the reference counts.
    public enum DivergencePlace: String, Sendable, Hashable, CaseIterable {
        /// As a term of the loss.
        case loss
        /// Subtracted from the reward, token by token.
        case reward
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
    /// The server of embeddings that scores them instead.
    public var embeddings: EmbeddingsSettings?
    /// How many training steps it makes.
    public var steps = 1
    /// Questions of a training step.
    public var prompts = 16
    /// Responses to each question.
    public var group = 8
    /// Temperature of sampling.
    public var temperature = 1.0
    /// Samples among the likeliest tokens that together have this probability.
    public var topShare = 1.0
    /// How rewards become advantages.
    public var advantage = AdvantageEstimator.grpo
    /// γ of returns, for the estimators that have them.
    public var discount = 1.0
    /// Which tokens learn from the advantage.
    public var advantageTokens = AdvantageTokens.all
    /// How the description's reward meets the response's.
    public var selfReward = SelfReward.decoupled
    /// What becomes of groups without an advantage.
    public var constantGroups = ConstantGroups.keep
    /// How many times `prompts` questions a step may ask to replace such groups.
    public var refillLimit = 8
    /// What an update minimises.
    public var loss = SurrogateLoss.clip
    /// How far below 1 the probability ratio counts.
    public var clipLow = 0.2
    /// How far above 1 the probability ratio counts.
    public var clipHigh = 0.2
    /// The largest ratio that counts where the advantage is negative; nothing for no such bound.
    public var clipDual: Double?
    /// SAPO's temperatures, for advantages above and below 0.
    public var sapoPositive = 1.0
    /// See `sapoPositive`.
    public var sapoNegative = 1.05
    /// How tokens become one loss.
    public var aggregation = LossAggregation.tokenMean
    /// Weight of the divergence from the reference.
    public var kl = 0.01
    /// How the divergence is estimated.
    public var klEstimator = KLEstimator.lowVariance
    /// Where the divergence counts.
    public var klPlace = DivergencePlace.loss
    /// Whether each token's estimate is multiplied by its ratio to the policy that sampled it.
    public var klCorrection = false
    /// The divergence a token that the weight is adapted to; nothing for a fixed weight.
    public var klTarget: Double?
    /// Responses over which the weight adapts.
    public var klHorizon = 10000.0
    /// Steps after which the reference becomes the policy as it is; 0 for never.
    public var referenceEvery = 0
    /// Updates that a step's groups are divided among.
    public var updates = 1
    /// How often a step's groups are learnt from.
    public var epochs = 1
    /// What a response is worth.
    public var reward = RewardSettings()
    /// The optimizer.
    public var optimizer = OptimizerSettings.reinforcement
    /// Which checkpoints it makes and keeps.
    public var checkpoints = CheckpointSettings(every: 10)

    /// The defaults; `curriculum`, `phase`, `policy` and `steps` have none and must be set.
    public init() {}
}
