/// The recipe of a reward: a weighted sum of terms.
public struct RewardSettings: Sendable, Hashable {
    /// What gives away the answer in a description that is to be answered from.
    public enum DescriptionLeak: String, Sendable, Hashable, CaseIterable {
        /// A mark of an answer, or a tag.
        case markup
        /// The same, or that it ends in the gold answer, where no keyword holds that.
        case ending
    }

    /// How descriptions are answered from.
    public enum SecondPass: String, Sendable, Hashable, CaseIterable {
        /// By one draw at the temperature of training.
        case sampled
        /// By the likeliest token at each step.
        case greedy
    }

    /// When a response mentions a keyword.
    public enum KeywordMatch: String, Sendable, Hashable, CaseIterable {
        /// Its words stand side by side in the description.
        case words
        /// Its letters stand anywhere in the response.
        case substring
    }

    /// Weight of a right answer.
    public var accuracy = 0.0
    /// Weight of the share of keywords that the description mentions.
    public var keywords = 0.0
    /// When a keyword counts as mentioned.
    public var keywordMatch = KeywordMatch.words
    /// Weight of the scorer's word on how well the description fits the picture.
    public var alignment = 0.0
    /// Weight of a well-formed response.
    public var format = 0.0
    /// Weight of a short response.
    public var length = 0.0
    /// Up to how many tokens a response counts as short.
    public var lengthLimit = 20
    /// The tokens before that over which the length term falls from 0 to −1; nothing for a term that
    /// is 1 up to the limit.
    public var lengthBuffer: Int?
    /// Weight of a description from which the same policy answers right without the picture.
    public var description = 0.0
    /// Weight of a well-formed response that begins with such a description and was ended without the
    /// picture.
    public var descriptionFormat = 0.0
    /// What gives the answer away in such a description.
    public var descriptionLeak = DescriptionLeak.markup
    /// How it is answered from.
    public var secondPass = SecondPass.sampled
    /// A program or a service of the user's that scores responses.
    public var external: ExternalRewardSettings?

    /// A recipe in which every term weighs nothing.
    public init() {}

    /// Whether any term has a weight.
    var hasWeight: Bool {
        let own = [accuracy, keywords, alignment, format, length, description]
        return own.contains { $0 != 0 } || external.map { $0.weight != 0 } ?? false
    }
}
