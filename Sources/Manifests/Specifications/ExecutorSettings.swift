/// Where units of work run: the `executor` key of a manifest. Never part of a content key.
public struct ExecutorSettings: Sendable, Hashable {
    /// A place for units to run.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// This machine.
        case local
        /// A cluster under Slurm.
        case slurm
        /// A cluster under Ray.
        case ray
    }

    /// The place.
    public var kind = Kind.local
    /// How many units, or jobs of a cluster, run at once; nothing for the place's default.
    public var jobs: Int?
    /// How many units a job of a cluster does; nothing for a share of what is missing.
    public var unitsPerJob: Int?
    /// How often a unit is sent to a cluster whose job ended before it did.
    public var attempts = 3
    /// What Slurm is asked for.
    public var slurm = SlurmSettings()
    /// What Ray is asked for.
    public var ray = RaySettings()
    /// What Slurm is asked for, for the job that drives a detached run.
    public var driver = SlurmSettings()

    /// The defaults.
    public init() {}
}
