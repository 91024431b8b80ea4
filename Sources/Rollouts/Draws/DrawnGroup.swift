public import Records

/// What came of a question's draws.
public struct DrawnGroup: Sendable, Hashable {
    /// The question's place among those that the policy was made for.
    public var prompt: Int
    /// Every draw that was asked for, in order.
    public var outcomes: [DrawOutcome]
    /// Why no more was drawn.
    public var end: DrawGroup.End
    /// How many of the draws, the last ones, a budget paid for.
    public var bought = 0
}
