public import Records

/// Settings of a `train` stage of method `sft`: a policy learns to imitate target responses.
public struct SupervisedSettings: Sendable, Hashable {
    /// The `ingest` stage whose questions it learns from, or that holds the pictures of `targets`.
    public var questions = ""
    /// The split whose own target responses it learns from; nothing for none.
    public var split: String? = "train"
    /// The `train` stage whose policy it goes on from; nothing for a fresh policy.
    public var policy: String?
    /// The `rollout` stage whose right answers it learns from as well: a teacher's.
    public var targets: String?
    /// The most right answers to a question that it learns from, the shortest first.
    public var targetsPerQuestion = 1
    /// Whether only answers count whose description alone sufficed for a right answer in the
    /// teacher's `description` pass.
    public var sufficientDescriptions = false
    /// How many training steps it makes.
    public var steps = 1
    /// Rows of a batch, the text-only ones included.
    public var batch = 64
    /// Rows of each batch that are taken from `text_only_target`, without the picture.
    public var textOnlyRows = 0
    /// Weight of the loss of the text-only rows; the others weigh 1.
    public var textOnlyWeight = 0.6
    /// The optimizer.
    public var optimizer = OptimizerSettings.supervised
    /// Which checkpoints it makes and keeps.
    public var checkpoints = CheckpointSettings(every: 100)

    /// The defaults; `questions` and `steps` have none and must be set.
    public init() {}
}
