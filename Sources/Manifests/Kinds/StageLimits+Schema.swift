public import Records

extension StageLimits {
    /// Every key with its value, as a stage's mapping has them.
    public var members: [JSONValue.Member] { StageLimits.schema.members(of: self, .everything) }

    /// The keys of every stage that say how often and how long its units are tried.
    static let schema = ObjectSchema(
        "how often a unit is tried and how long it may take", initial: StageLimits(),
        fields: [
            Field(
                "timeout", \.timeout, .optional(.duration), affectsResult: false,
                "how long one attempt of a unit may take, such as `30m`; without it, as long as it "
                    + "likes"),
            Field(
                "retries", \.retries, .integer(from: 0, to: 100), affectsResult: false,
                "how often a unit is tried again after a fault that may pass"),
            Field(
                "slurm", \.slurm, .optional(.object(SlurmSettings.schema)), affectsResult: false,
                "what Slurm is asked for, for this stage's jobs, where it differs from `executor.slurm`"
            ),
            Field(
                "ray", \.ray, .optional(.object(RaySettings.stageSchema)), affectsResult: false,
                "what Ray is asked for, for this stage's units, where it differs from `executor.ray`"
            ),
        ])
}
