/// Why a question without a right answer may not be hard at all.
public enum ExclusionCause: String, Sendable, Hashable, CaseIterable {
    /// Responses hold no answer in the format asked for.
    case noAnswerFound = "no_answer_found"
    /// Responses are cut off before they end.
    case truncated
    /// A response holds the gold answer, but not in the format asked for.
    case rightButFormat = "right_but_format"
    /// Wrong answers agree with each other: the gold answer may be the wrong one.
    case suspectGold = "suspect_gold"
}
