/// How a trainer draws responses and is shown questions, as far as pass rates depend on it. What is not
/// given is not compared.
public struct TrainingConditions: Sendable, Hashable {
    /// Temperature of sampling.
    public var temperature: Double?
    /// The probability of the likeliest tokens that are sampled among.
    public var topShare: Double?
    /// The most tokens of a response.
    public var responseTokens: Int?
    /// What size pictures are shown in.
    public var pictureSize: PictureSizeSettings?
    /// The template of the prompt: a built-in one's name, or a file relative to the repository.
    public var template: String?
    /// What a response consists of.
    public var responseFormat: PolicySettings.ResponseFormat?
    /// How answers are graded.
    public var grader: GraderSettings?

    /// Conditions of which nothing is known.
    public init() {}
}
