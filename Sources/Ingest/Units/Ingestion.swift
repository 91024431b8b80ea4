import Images
public import Manifests
import Records
import Storage

/// The ingest of one or more data sets: `plan → units → merge`, as functions of the sources.
///
/// `plan` cuts the samples into units; `run` turns one into a shard, its index, `questions.jsonl` and
/// `rejects.jsonl`; `merge` joins what the units wrote. Every row read is a question or a reject.
public struct Ingestion: Sendable {
    /// Raised whenever the same data sets and settings would give other bytes.
    public static let behaviourVersion = 2

    /// The data sets, in the manifest's order.
    public let datasets: [DatasetSpecification]
    /// The limits of shards and pictures.
    public let settings: IngestSettings

    /// What `fingerprint` found out and `merge` keeps.
    let pending = PendingReferences()

    /// The ingest of some data sets.
    public init(_ datasets: [DatasetSpecification], settings: IngestSettings) {
        self.datasets = datasets
        self.settings = settings
    }

    /// The limits that a picture of a data set must keep.
    func limits(of dataset: DatasetSpecification) -> ImageLimits {
        let pictures = dataset.pictures
        return ImageLimits(
            maxPixels: pictures.maxPixels, maxBytes: pictures.maxBytes,
            minSide: pictures.minSide, maxAspect: pictures.maxAspect)
    }

    /// The data set with this name.
    func dataset(_ name: String) throws(Fault) -> DatasetSpecification {
        guard let dataset = datasets.first(where: { $0.name == name }) else {
            throw Fault(.internalError, "a unit names the data set `\(name)`, which is not there")
        }
        return dataset
    }
}
