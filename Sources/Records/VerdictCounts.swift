/// What the verdicts of a question's draws come to.
public struct VerdictCounts: Sendable, Hashable {
    /// Draws with a right answer.
    public var right: Int
    /// Draws without: wrong, no answer found, or cut off.
    public var notRight: Int
    /// Draws that the grader could not decide. They count as neither.
    public var notGradable: Int
    /// Draws that were asked for and never came. They count as neither.
    public var missing: Int
    /// Of `notRight`: those without an answer in the format asked for.
    public var noAnswerFound: Int
    /// Of `notRight`: those that were cut off.
    public var truncated: Int
    /// Of `notRight`: those that hold the gold answer, but not in the format asked for.
    public var rightButFormat: Int

    /// Counts; none by default.
    public init(
        right: Int = 0, notRight: Int = 0, notGradable: Int = 0, missing: Int = 0,
        noAnswerFound: Int = 0, truncated: Int = 0, rightButFormat: Int = 0
    ) {
        self.right = right
        self.notRight = notRight
        self.notGradable = notGradable
        self.missing = missing
        self.noAnswerFound = noAnswerFound
        self.truncated = truncated
        self.rightButFormat = rightButFormat
    }

    /// Draws that say something of the policy.
    public var decided: Int { right + notRight }

    /// Whether the question was answered both rightly and not.
    public var isMixed: Bool { right > 0 && notRight > 0 }

    /// Counts a draw.
    ///
    /// - Parameters:
    ///   - verdict: nothing for a draw that never came.
    ///   - isRightButFormat: whether a response without an answer holds the gold answer all the same.
    public mutating func add(_ verdict: Verdict?, isRightButFormat: Bool = false) {
        switch verdict {
        case .right: right += 1
        case .wrong: notRight += 1
        case .noAnswerFound:
            notRight += 1
            noAnswerFound += 1
            if isRightButFormat { rightButFormat += 1 }
        case .truncated:
            notRight += 1
            truncated += 1
            if isRightButFormat { rightButFormat += 1 }
        case .notGradable: notGradable += 1
        case nil: missing += 1
        }
    }
}
