public import Records

/// What earlier draws, of an older policy, say of a question.
public struct CarriedEvidence: Sendable, Hashable {
    /// Right draws, as far as they still counted.
    public var right: Double
    /// Draws that were not right, as far as they still counted.
    public var notRight: Double
    /// The earlier label.
    public var difficulty: Difficulty
    /// Why it was given.
    public var reason: LabelReason

    /// Evidence with its facts. What is below 0 counts as 0.
    public init(
        right: Double, notRight: Double, difficulty: Difficulty, reason: LabelReason = .allDrawn
    ) {
        self.right = max(0, right)
        self.notRight = max(0, notRight)
        self.difficulty = difficulty
        self.reason = reason
    }
}
