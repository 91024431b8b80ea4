public import Records

/// One run, checked and complete: a manifest, its pipeline and its data sets, with nothing left to
/// look up.
public struct RunSpecification: Sendable {
    /// The run's name: lower-case letters, digits, `-` and `_`.
    public var name: String
    /// What the run is for.
    public var description: String
    /// The manifest's file, as the user named it.
    public var manifestPath: String
    /// The nearest folder above the manifest that has a `pipelines` folder, or else the manifest's
    /// own. The default workspace is `.pipeline` in it.
    public var repositoryRoot: String
    /// The pipeline's name.
    public var pipeline: String
    /// The pipeline's file.
    public var pipelinePath: String
    /// The data sets in the manifest's order; their names differ.
    public var datasets: [DatasetSpecification]
    /// Where the data sets' files are, if the manifest or the command line says.
    public var dataRoot: String?
    /// The seed of everything that is random.
    public var seed: Seed
    /// The seeds that the pipeline is repeated over; empty if it is not.
    public var seeds: [UInt64] = []
    /// What will be left out for lack of data, a sentence each.
    public var notices: [String] = []
    /// Where units run.
    public var executor: ExecutorSettings
    /// The policy.
    public var policy: PolicySettings
    /// Further policies, by name; a rollout stage may name one.
    public var policies: [String: PolicySettings] = [:]
    /// How answers are graded.
    public var grader: GraderSettings
    /// Every stage, disabled ones too, in the pipeline's order.
    public var stages: [StageSpecification]
    /// The names of the enabled stages, each after those it refers to; otherwise in the pipeline's
    /// order.
    public var stageOrder: [String]
    /// The effective manifest, pipeline and data sets as YAML: every value, defaults included. The
    /// same run gives the same bytes.
    public var lockedYAML: String
    /// Where each value of the manifest was given, by field path; the file of a value from the
    /// command line is `--set`, and a default has no entry.
    public var locations: [String: SourceLocation]
    /// The text of every file that was read, by its path, and of the overrides under `--set`: for
    /// `FaultRenderer`.
    public var sources: [String: String]

    /// The run as a rollout stage sees it: with the policy that the stage names as its own, where it
    /// names one of the manifest's further ones.
    public func answering(_ settings: RolloutSettings) -> RunSpecification {
        guard let name = settings.policy, let policy = policies[name] else { return self }
        var run = self
        run.policy = policy
        let prefix = "policies.\(name)"
        for (field, location) in locations where field.hasPrefix(prefix + ".") {
            run.locations["policy" + field.dropFirst(prefix.count)] = location
        }
        return run
    }

    /// The stage of a name.
    public func stage(_ name: String) -> StageSpecification? {
        stages.first { $0.name == name }
    }
}
