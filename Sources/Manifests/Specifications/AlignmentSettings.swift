public import Records

/// Settings of a `train` stage of method `alignment`: a scorer of how well a text fits a picture.
public struct AlignmentSettings: Sendable, Hashable {
    /// The `ingest` stage whose pictures and keywords it learns from.
    public var questions = ""
    /// The split it learns from.
    public var split = "train"
    /// How many training steps it makes.
    public var steps = 300
    /// Pairs of a batch; as many corrupted ones are added.
    public var pairs = 96
    /// The optimizer.
    public var optimizer = OptimizerSettings.supervised
    /// Training steps between checkpoints.
    public var checkpointEvery = 100
    /// How many of the newest checkpoints are kept while it trains.
    public var keep = 2
    /// The metric of the best checkpoint, which is kept and published as well; nothing for none.
    public var best: String?

    /// The defaults; `questions` has none and must be set.
    public init() {}
}
