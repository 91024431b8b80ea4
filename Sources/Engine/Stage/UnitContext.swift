public import Records
import Storage

/// What a unit knows while it runs.
public struct UnitContext: Sendable {
    /// The workspace.
    public let workspace: Workspace
    /// The unit's key.
    public let key: Digest
    /// Where the unit writes its files: empty at first, published by one rename when the unit ends.
    public let folder: String
    /// Where to append what programs that the unit starts print; its folder exists.
    public let logPath: String
    /// The run's seed, or 0 for a stage that does not use it.
    public let seed: Seed
    /// How many threads the unit may use. The result must not depend on it.
    public let jobs: Int
    /// What the stages upstream published.
    public let inputs: StageInputs
    private let workFolderPath: String
    private let reporter: @Sendable (UnitProgress) -> Void

    /// A context with its facts.
    public init(
        workspace: Workspace, key: Digest, folder: String, workFolder: String,
        logPath: String, seed: Seed, jobs: Int, inputs: StageInputs,
        report: @escaping @Sendable (UnitProgress) -> Void
    ) {
        self.workspace = workspace
        self.key = key
        self.folder = folder
        workFolderPath = workFolder
        self.logPath = logPath
        self.seed = seed
        self.jobs = jobs
        self.inputs = inputs
        reporter = report
    }

    /// A folder that outlives a killed attempt, for checkpoints; made when it is asked for. Only one
    /// attempt at a time has it, and it is removed once the unit is published. Files in it may be
    /// torn: write them with `FileSystem.write`.
    ///
    /// - Throws: a `Fault` if it cannot be made.
    public var workFolder: String {
        get throws(Fault) {
            try FileSystem.createFolder(workFolderPath)
            return workFolderPath
        }
    }

    /// Says how far the unit is. Cheap: may be called at every step; a few a second are passed on.
    public func report(_ progress: UnitProgress) { reporter(progress) }

    /// Ends the unit if the run is being stopped.
    ///
    /// - Throws: a `Fault` of code `interrupted`.
    public func checkCancellation() throws(Fault) {
        if Task.isCancelled { throw Fault(.interrupted, "the unit was stopped") }
    }
}
