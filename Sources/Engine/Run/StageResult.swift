/// What became of a stage in a run.
public struct StageResult: Sendable {
    /// The stage's name in this run.
    public let name: String
    /// What it published.
    public let artifact: Artifact
    /// Whether it had been published before.
    public let wasCached: Bool
    /// How many units this run did itself.
    public let unitsDone: Int
}
