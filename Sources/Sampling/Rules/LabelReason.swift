public import Records

/// Why a question has its label.
public enum LabelReason: String, Sendable, Hashable, CaseIterable {
    /// Every draw that was wanted is there.
    case allDrawn = "all_drawn"
    /// Drawing stopped at a right answer and one that is not.
    case mixed
    /// Drawing stopped because the label was certain enough.
    case certain
    /// A budget gave draws to those to which they were worth most.
    case budget
    /// Nothing new was drawn: the label and its evidence are those of an earlier stage.
    case carried
    /// Undecided: draws are missing.
    case insufficientDraws = "insufficient_draws"
    /// Undecided: the draws are there, and no label is probable enough.
    case uncertain
    /// Excluded: most responses hold no answer in the format asked for.
    case noAnswerFound = "no_answer_found"
    /// Excluded: most responses are cut off.
    case truncated
    /// Excluded: a response holds the gold answer, but not in the format asked for.
    case rightButFormat = "right_but_format"
    /// Excluded: the wrong answers agree with each other.
    case suspectGold = "suspect_gold"

    /// How drawing ended, as a reason.
    public init(_ end: DrawGroup.End) {
        switch end {
        case .allDrawn: self = .allDrawn
        case .mixed: self = .mixed
        case .certain: self = .certain
        case .budget: self = .budget
        }
    }

    /// What a question is excluded for, as a reason.
    public init(_ cause: ExclusionCause) {
        switch cause {
        case .noAnswerFound: self = .noAnswerFound
        case .truncated: self = .truncated
        case .rightButFormat: self = .rightButFormat
        case .suspectGold: self = .suspectGold
        }
    }
}
