public import Engine
import Ingest
public import Manifests

extension StageFactory {
    /// An ingest of one data set that no later stage reads: files are told by size and time of change,
    /// so that no data is read only to be hashed.
    ///
    /// - Parameter file: the data set's file.
    public static func ingest(
        _ dataset: DatasetSpecification, _ settings: IngestSettings, file: String,
        workspace: Workspace
    ) -> any Stage {
        IngestStage(
            specification: .ingest(settings, file: file), datasets: [dataset], settings: settings,
            workspace: workspace, identity: .status)
    }
}
