/// Settings of a `train` stage: all methods keep checkpoints alike.
protocol CheckpointedSettings: Sendable {
    var checkpoints: CheckpointSettings { get set }
}

extension SupervisedSettings: CheckpointedSettings {}
extension AlignmentSettings: CheckpointedSettings {}
extension ReinforcementSettings: CheckpointedSettings {}

extension CheckpointedSettings {
    /// The keys that say which checkpoints are kept; they stand among the stage's own.
    static var checkpointFields: [Field<Self>] {
        [
            Field(
                "checkpoint_every", \.checkpoints.every, .integer(from: 1),
                "training steps between checkpoints"),
            Field(
                "keep", \.checkpoints.keep, .integer(from: 1, to: 1_000_000), affectsResult: false,
                "how many of the newest checkpoints are kept while it trains"),
            Field(
                "best", \.checkpoints.best, .optional(.someText),
                "the metric, such as `reward`, by whose mean since the checkpoint before the best "
                    + "checkpoint is kept and published beside the last; without it none is"),
        ]
    }
}
