import Records

extension ExecutorSettings {
    /// The `executor` key of a manifest.
    static let schema = ObjectSchema(
        "where units of work run", initial: ExecutorSettings(),
        fields: [
            Field("kind", \.kind, .choice, affectsResult: false, "the place"),
            Field(
                "jobs", \.jobs, .optional(.integer(from: 1, to: 100_000)), affectsResult: false,
                "how much runs at once: on this machine units, by default one for each processor; on "
                    + "a cluster jobs, by default 16"),
            Field(
                "units_per_job", \.unitsPerJob, .optional(.integer(from: 1, to: 1_000_000)),
                affectsResult: false,
                "how many units a job of a cluster does; without it, so many that there are about "
                    + "four jobs for each that runs at once"),
            Field(
                "attempts", \.attempts, .integer(from: 1, to: 100), affectsResult: false,
                "how often a unit is sent to a cluster whose job ended before it did"),
            Field(
                "slurm", \.slurm, .object(SlurmSettings.schema), affectsResult: false,
                "what Slurm is asked for, for each job"),
            Field(
                "ray", \.ray, .object(RaySettings.schema), affectsResult: false,
                "what Ray is asked for, for each range of units"),
            Field(
                "driver", \.driver, .object(SlurmSettings.schema), affectsResult: false,
                "what Slurm is asked for, for the job that drives a detached run, beside the partition, "
                    + "account and quality of service of `slurm`"),
        ])
}

extension SlurmSettings {
    /// The `slurm` key of `executor`.
    static let schema = ObjectSchema(
        "what Slurm is asked for", initial: SlurmSettings(),
        fields: [
            Field(
                "partition", \.partition, .optional(.someText), affectsResult: false,
                "the partition"),
            Field(
                "account", \.account, .optional(.someText), affectsResult: false,
                "the account that is charged"),
            Field(
                "qos", \.qos, .optional(.someText), affectsResult: false, "the quality of service"),
            Field(
                "time", \.time, .optional(.duration), affectsResult: false,
                "how long a job may take, such as `2h`"),
            Field(
                "memory", \.memoryByteCount, .optional(.byteCount(from: 1 << 20)),
                affectsResult: false, "memory of a node, such as `4GB`"),
            Field(
                "cpus", \.processors, .optional(.integer(from: 1, to: 4096)), affectsResult: false,
                "processors of a job, all of which it uses"),
            Field(
                "gpus", \.gpus, .optional(.integer(from: 1, to: 1024)), affectsResult: false,
                "GPUs of each node of a job"),
            Field(
                "nodes", \.nodes, .optional(.integer(from: 1, to: 1024)), affectsResult: false,
                "nodes of a job, for trainers that spread by themselves"),
            Field(
                "constraint", \.constraint, .optional(.someText), affectsResult: false,
                "features that nodes must have"),
            Field(
                "options", \.options, .list(of: .someText), affectsResult: false,
                "further options of `sbatch`, each one word: `--exclusive`"),
        ], rules: [checkOptions])

    /// Options of `sbatch` that say what a job is; without them it would not be found again.
    private static let ownOptions = [
        "--array", "--chdir", "--clusters", "--comment", "--dependency", "--job-name", "--output",
        "--parsable", "--requeue", "--no-requeue", "--wait", "--wrap",
    ]

    private static let checkOptions: ObjectSchema<SlurmSettings>.Rule = {
        settings, path, decoding in
        for option in settings.options {
            let name = String(option.prefix { $0 != "=" })
            guard !option.hasPrefix("--") || ownOptions.contains(name) else { continue }
            decoding.report(
                "`\(option)` is no option that can be given here",
                field: Wording.join(path, "options"),
                remedy:
                    "write options as one word, `--name=value`; those that name, place and chain "
                    + "jobs are the run's own")
        }
    }
}
