/// What a trainer left in its run folder.
public struct RunFolderState: Sendable, Hashable {
    /// Whole checkpoints, the newest first.
    public var checkpoints: [RunCheckpoint]
    /// What was found that is not as the trainer leaves it, such as a checkpoint that lacks a file.
    public var notes: [String]

    /// A state.
    public init(checkpoints: [RunCheckpoint] = [], notes: [String] = []) {
        self.checkpoints = checkpoints
        self.notes = notes
    }

    /// The newest whole checkpoint.
    public var newest: RunCheckpoint? { checkpoints.first }

    /// The newest that training can go on from.
    public var resumable: RunCheckpoint? { checkpoints.first(where: \.isResumable) }
}
