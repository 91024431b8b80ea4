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
    /// Which checkpoints it makes and keeps.
    public var checkpoints = CheckpointSettings(every: 100)

    /// The defaults; `questions` has none and must be set.
    public init() {}
}
