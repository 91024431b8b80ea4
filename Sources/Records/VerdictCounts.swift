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

    /// Counts; none by default.
    public init(right: Int = 0, notRight: Int = 0, notGradable: Int = 0, missing: Int = 0) {
        self.right = right
        self.notRight = notRight
        self.notGradable = notGradable
        self.missing = missing
    }

    /// Draws that say something of the policy.
    public var decided: Int { right + notRight }

    /// Whether the question was answered both rightly and not.
    public var isMixed: Bool { right > 0 && notRight > 0 }

    /// Counts a draw.
    ///
    /// - Parameter verdict: nothing for a draw that never came.
    public mutating func add(_ verdict: Verdict?) {
        switch verdict {
        case .right: right += 1
        case .wrong, .noAnswerFound, .truncated: notRight += 1
        case .notGradable: notGradable += 1
        case nil: missing += 1
        }
    }
}
