public import Records

/// What a stage knows when it joins its units.
public struct MergeContext: Sendable {
    /// The workspace.
    public let workspace: Workspace
    /// The stage's key.
    public let key: Digest
    /// Where the stage writes its files: empty at first, published by one rename.
    public let folder: String
    /// The run's seed, or 0 for a stage that does not use it.
    public let seed: Seed
    /// How many threads may be used. The result must not depend on it.
    public let jobs: Int
    /// What the stages upstream published.
    public let inputs: StageInputs

    /// A context with its facts.
    public init(
        workspace: Workspace, key: Digest, folder: String, seed: Seed, jobs: Int,
        inputs: StageInputs
    ) {
        self.workspace = workspace
        self.key = key
        self.folder = folder
        self.seed = seed
        self.jobs = jobs
        self.inputs = inputs
    }
}
