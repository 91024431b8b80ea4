/// When checkpoints are made and which of them are kept.
public struct CheckpointPlan: Sendable, Hashable {
    /// Steps between checkpoints.
    public var every: Int
    /// How many of the newest checkpoints are kept.
    public var keep: Int
    /// What says which checkpoint is the best, which is kept as well; nothing keeps none.
    public var best: BestMetric?

    /// A plan; see the properties.
    public init(every: Int, keep: Int = 2, best: BestMetric? = nil) {
        precondition(every > 0 && keep > 0)
        self.every = every
        self.keep = keep
        self.best = best
    }
}
