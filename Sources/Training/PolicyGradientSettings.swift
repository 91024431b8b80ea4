/// How a phase's batches are drawn and what their loss is.
public struct PolicyGradientSettings: Sendable, Hashable {
    /// Questions a step.
    public var prompts: Int
    /// Responses a question.
    public var group: Int
    /// The temperature of sampling, and of the log-probabilities that are trained.
    public var temperature: Double
    /// The loss of a token.
    public var loss: PolicyLoss
    /// A token that the advantage reaches up to, with it; nothing, or a response without it, for all
    /// tokens.
    public var advantageEnd: Int?
    /// Samples among the likeliest tokens that together have this probability (`top_p`).
    public var topShare = 1.0
    /// The token that ends a description, where the response format and the vocabulary have one.
    public var descriptionEnd: Int?
    /// How descriptions are read without the picture; needed if the recipe uses `description`.
    public var secondPass: SecondPass?

    /// Settings; see the properties.
    public init(
        prompts: Int, group: Int, temperature: Double, loss: PolicyLoss, advantageEnd: Int?
    ) {
        self.prompts = prompts
        self.group = group
        self.temperature = temperature
        self.loss = loss
        self.advantageEnd = advantageEnd
    }
}
