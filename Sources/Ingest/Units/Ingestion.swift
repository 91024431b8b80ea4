public import Manifests
import Records
import Storage
import Synchronization

/// The ingest of one or more data sets: `plan → units → merge`, as functions of the sources.
///
/// `plan` reads the annotations once and cuts the samples into units; `run` turns one into a shard, its
/// index and tables; `merge` names the shards, drops duplicates and joins the tables. Every row read is
/// a question or a reject.
public final class Ingestion: Sendable {
    /// Raised whenever the same data sets and settings would give other bytes.
    public static let behaviourVersion = 6

    /// The data sets, in the manifest's order.
    public let datasets: [DatasetSpecification]
    /// The limits of shards.
    public let settings: IngestSettings
    /// How to get at the sources.
    let access: SourceAccess

    /// What one process keeps between the steps.
    struct Memory {
        /// The catalogs read so far.
        var catalogs: [(dataset: String, catalog: SourceCatalog)] = []
        /// The units, once planned.
        var units: [IngestUnit]?
        /// The same by what stands for their work.
        var unitsByIdentity: [String: IngestUnit] = [:]
        /// What stood for the splits of data sets when the key of the work was told.
        var fingerprints: [(dataset: String, splits: [SplitFingerprint])] = []
        /// Lists of pictures that are worth keeping once work is done: planning a run writes nothing.
        var references: [(key: Digest, lines: SpilledArray<UInt8>)] = []
    }

    let memory = Mutex(Memory())

    /// The ingest of some data sets.
    public init(
        _ datasets: [DatasetSpecification], settings: IngestSettings, access: SourceAccess
    ) {
        self.datasets = datasets
        self.settings = settings
        self.access = access
    }

    /// The data set with this name.
    func dataset(_ name: String) throws(Fault) -> DatasetSpecification {
        guard let dataset = datasets.first(where: { $0.name == name }) else {
            throw Fault(.internalError, "a unit names the data set `\(name)`, which is not there")
        }
        return dataset
    }

    /// Whether the pictures of a data set get perceptual hashes: for its own rules, or those of a data
    /// set that must not share its pictures.
    func wantsHash(_ dataset: DatasetSpecification) -> Bool {
        dataset.duplicates.nearPictures != nil || dataset.leakage.nearRadius != nil
            || datasets.contains { other in
                other.leakage.nearRadius != nil
                    && other.leakage.decontaminate.contains(dataset.name)
            }
    }

    /// The catalog of a data set, read now if it was not before. Others wait meanwhile.
    func catalog(of dataset: DatasetSpecification) throws(Fault) -> SourceCatalog {
        try memory.withLock { memory throws(Fault) in
            if let known = memory.catalogs.first(where: { $0.dataset == dataset.name }) {
                return known.catalog
            }
            let catalog = try SourceCatalog(dataset, access: access)
            // What is made of other files must not lie under the key of those.
            if let told = memory.fingerprints.first(where: { $0.dataset == dataset.name }),
                told.splits
                    != (try catalog.splits.map { split throws(Fault) in try split.fingerprint() })
            {
                throw Fault(
                    .tryAgain, "the files of `\(dataset.name)` changed since the run was planned",
                    remedy: "run it again")
            }
            memory.catalogs.append((dataset.name, catalog))
            return catalog
        }
    }
}
