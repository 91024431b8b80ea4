/// What became of a run that ended well.
public struct RunResult: Sendable {
    /// The run's folder.
    public let folder: RunFolder
    /// Every stage, in the order in which they ran.
    public let stages: [StageResult]
    /// What this session took, on the wall, in seconds.
    public let wallSeconds: Double
}
