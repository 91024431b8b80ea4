/// How often something came out right.
public struct TrialCounts: Sendable, Hashable {
    /// How often.
    public var right: Int
    /// Of how many.
    public var draws: Int

    /// Counts; none by default.
    public init(right: Int = 0, draws: Int = 0) {
        self.right = right
        self.draws = draws
    }

    /// Counts one more.
    public mutating func add(_ isRight: Bool) {
        draws += 1
        if isRight { right += 1 }
    }
}
