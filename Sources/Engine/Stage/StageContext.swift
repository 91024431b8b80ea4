public import Records

/// What a stage knows when it plans.
public struct StageContext: Sendable {
    /// The workspace.
    public let workspace: Workspace
    /// The stage's key.
    public let key: Digest
    /// The run's seed, or 0 for a stage that does not use it.
    public let seed: Seed
    /// What the stages upstream published.
    public let inputs: StageInputs

    /// A context with its facts.
    public init(workspace: Workspace, key: Digest, seed: Seed, inputs: StageInputs) {
        self.workspace = workspace
        self.key = key
        self.seed = seed
        self.inputs = inputs
    }
}
