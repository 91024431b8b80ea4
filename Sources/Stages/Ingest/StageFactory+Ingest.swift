public import Engine
import Ingest
public import Manifests

extension StageFactory {
    /// An ingest of the one data set that `file` describes, which no later stage reads: the data
    /// set's files are told by size and time of change, so that no data is read only to be hashed.
    public static func ingest(
        _ dataset: DatasetSpecification, _ settings: IngestSettings, file: String,
        workspace: Workspace
    ) -> any Stage {
        IngestStage(
            specification: .ingest(settings, file: file), datasets: [dataset], settings: settings,
            workspace: workspace, identity: .status)
    }
}
