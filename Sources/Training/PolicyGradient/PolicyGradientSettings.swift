public import Records

/// How a phase's batches are drawn, what their advantages are and what an update minimises.
public struct PolicyGradientSettings: Sendable, Hashable {
    /// Questions a step.
    public var prompts: Int
    /// Responses a question.
    public var group: Int
    /// The temperature of sampling, and of the log-probabilities that are trained.
    public var temperature = 1.0
    /// Samples among the likeliest tokens that together have this probability (`top_p`). The
    /// log-probabilities that are trained are those of all tokens, as in EasyR1 and verl.
    public var topShare = 1.0
    /// How rewards become advantages.
    public var estimator = AdvantageEstimator.grpo
    /// γ of returns, for the estimators that have them.
    public var discount = 1.0
    /// How the description's reward meets the response's.
    public var selfReward = SelfReward.sum
    /// Which tokens have an advantage.
    public var tokens = AdvantageTokens.all
    /// What an update minimises. The weight of its KL term is the first one, where it is adapted.
    public var objective: PolicyObjective
    /// What the reward pays for divergence from the reference, token by token; nothing for none.
    public var rewardDivergence: KLTerm?
    /// How the weight of divergence, in the loss or in the reward, changes.
    public var divergenceRule = KLController.Rule.fixed
    /// Steps after which the reference becomes the policy as it is; 0 for never.
    public var referenceEvery = 0
    /// Parts that a step's groups are divided into, each an update.
    public var updates = 1
    /// How often a step's groups are learnt from.
    public var epochs = 1
    /// What becomes of groups without an advantage.
    public var constantGroups = ConstantGroups.keep
    /// How many times `prompts` questions a step may ask to replace such groups.
    public var refillLimit = 8
    /// The token that ends a description, where the response format and the vocabulary have one.
    public var descriptionEnd: Int?
    /// How descriptions are read without the picture; needed if the recipe uses `description`.
    public var secondPass: SecondPass?

    /// GRPO on `prompts` questions with `group` responses each; see the properties.
    public init(prompts: Int, group: Int, objective: PolicyObjective) {
        self.prompts = prompts
        self.group = group
        self.objective = objective
    }

    /// Whether the policy changes between a response's draw and an update that learns from it.
    var isOffPolicy: Bool { updates * epochs > 1 }
}
