/// Rollouts that somebody drew before: `policy.recorded` of a manifest.
public struct RecordedSettings: Sendable, Hashable {
    /// What wrote the files.
    public enum Format: String, Sendable, Hashable, CaseIterable {
        /// PeBR-R1's `rollout_results.jsonl`.
        case pebr
        /// A folder of verl's or EasyR1's rollout dumps, `trainer.rollout_data_dir`.
        case verl
        /// A `rollouts.parquet` of this program.
        case pipeline
    }

    /// The files, relative to the manifest.
    public var files: [String] = []
    /// What wrote them.
    public var format = Format.pipeline
    /// Which model drew them: a part of their provenance.
    public var model = ""

    /// The defaults; `files` and `model` have none.
    public init() {}
}
