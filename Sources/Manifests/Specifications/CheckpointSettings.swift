/// Which checkpoints a `train` stage makes and keeps.
public struct CheckpointSettings: Sendable, Hashable {
    /// Training steps between checkpoints.
    public var every: Int
    /// How many of the newest checkpoints are kept while it trains.
    public var keep = 2
    /// The metric of the best checkpoint, which is kept and published as well; nothing for none.
    public var best: String?

    /// Checkpoints so many training steps apart, of which the newest two are kept.
    public init(every: Int) { self.every = every }
}
