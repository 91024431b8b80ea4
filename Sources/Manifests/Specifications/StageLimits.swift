/// How often a unit of a stage is tried, how long it may take, and what a cluster gives for it. Of every
/// kind of stage; changes no result.
public struct StageLimits: Sendable, Hashable {
    /// How long one attempt of a unit may take; nothing for as long as it likes.
    public var timeout: Duration?
    /// How often a unit is tried again after a fault that may pass.
    public var retries = 2
    /// What Slurm is asked for instead of what the run's `executor` says; nothing for all of that.
    public var slurm: SlurmSettings?
    /// What Ray is asked for instead; nothing for all of what `executor` says.
    public var ray: RaySettings?

    /// The defaults.
    public init() {}
}
