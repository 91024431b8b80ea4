/// A part of a reward, each from 0 to 1 (alignment and length may be negative, an external one is in the range
/// that the recipe declares).
public enum RewardComponent: String, Sendable, Hashable, CaseIterable {
    /// 1 if the answer is right.
    case accuracy
    /// The share of the question's keywords that the description holds, or the answer where the
    /// response format has no description.
    case keywords
    /// How well the description fits the picture, as a frozen scorer sees it.
    case alignment
    /// 1 if the response is laid out as asked.
    case format
    /// 1 up to the length limit, then limit / length.
    case length
    /// 1 if the same policy, given the description in place of the picture, answers right
    /// (Vision-SR1, arXiv 2508.19652).
    case description
    /// 1 if the response that begins with the description and goes on with that answer is laid out as
    /// asked (Vision-SR1's second form, section 2.2; its released code never gets there).
    case descriptionFormat = "description_format"
    /// What a program or a service of the user's says.
    case external
}
