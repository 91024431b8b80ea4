import Records

/// A file of `manifests/` whose values for stages are not yet read.
struct ManifestDocument: Sendable {
    var name = ""
    var description = ""
    var pipeline = ""
    var datasets: [String] = []
    var dataRoot: String?
    var seed: UInt64 = 0
    var seeds: [UInt64]?
    var executor = ExecutorSettings()
    var policy = PolicySettings()
    var policies: [String: PolicySettings] = [:]
    var grader = GraderSettings()
    var stages: [StageOverlay] = []

    static let schema = ObjectSchema(
        "a manifest: one run of a pipeline on data sets", initial: ManifestDocument(),
        fields: [
            Field("name", \.name, .name, isRequired: true, "the run's name"),
            Field("description", \.description, .text, "what the run is for"),
            Field(
                "pipeline", \.pipeline, .path, isRequired: true,
                "the name of a file in `pipelines`, or a path relative to this file"),
            Field(
                "datasets", \.datasets, .list(of: .path, isUnique: true),
                "names of files in `datasets`, or paths relative to this file; needed where a stage "
                    + "reads data sets"),
            Field(
                "data_root", \.dataRoot, .optional(.path),
                "where the data sets' files are, relative to this file; a data set writes "
                    + "`${data_root}`"),
            Field(
                "seed", \.seed, .integer(from: 0, to: .max), "the seed of everything random"),
            Field(
                "seeds", \.seeds,
                .optional(.list(of: .integer(from: 0, to: .max), minimum: 1, isUnique: true)),
                "repeats every stage that the seed matters to, once a seed; `compare` stages read all"
            ),
            Field("executor", \.executor, .object(ExecutorSettings.schema), "where units run"),
            Field(
                "policy", \.policy, .object(PolicySettings.schema), "the policy that answers"),
            Field(
                "policies", \.policies, .dictionary(of: .object(PolicySettings.schema)),
                "further policies, by names that a `rollout` stage gives as its `policy`: a teacher, "
                    + "for instance"),
            Field("grader", \.grader, .grader, "how answers are graded"),
            Field(
                "stages", \.stages, .stages(schema: { ["$ref": "#/$defs/stage"] }),
                "values over those of the pipeline's stages, by stage"),
        ])
}
