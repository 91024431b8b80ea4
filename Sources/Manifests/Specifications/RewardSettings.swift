/// The recipe of a reward: a weighted sum of terms, each from 0 to 1.
public struct RewardSettings: Sendable, Hashable {
    /// Weight of a right answer.
    public var accuracy = 0.0
    /// Weight of the share of keywords that the description mentions.
    public var keywords = 0.0
    /// Weight of the scorer's word on how well the description fits the picture.
    public var alignment = 0.0
    /// Weight of a well-formed response.
    public var format = 0.0
    /// Weight of a short response.
    public var length = 0.0
    /// Up to how many tokens a response counts as short.
    public var lengthLimit = 20

    /// A recipe in which every term weighs nothing.
    public init() {}
}
