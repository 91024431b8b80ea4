import Images
public import Manifests
public import Records
import Storage

/// The ingest of one or more data sets: `plan → units → merge`, as functions of the sources.
///
/// `plan` cuts the samples into units; `run` turns one into a shard, its index, `questions.jsonl` and
/// `rejects.jsonl`; `merge` joins what the units wrote. Every row read is a question or a reject.
public struct Ingestion: Sendable {
    /// Raised whenever the same data sets and settings would give other bytes.
    public static let behaviourVersion = 1

    /// The data sets, in the manifest's order.
    public let datasets: [DatasetSpecification]
    /// The limits of shards and pictures.
    public let settings: IngestSettings

    /// The ingest of some data sets.
    public init(_ datasets: [DatasetSpecification], settings: IngestSettings) {
        self.datasets = datasets
        self.settings = settings
    }

    /// What the result depends on besides `settings`: every data set's parameters, and the digests of
    /// its annotation files and of its pictures.
    ///
    /// - Parameter digest: the digest of a file, or of a folder with all that lies below it; from a
    ///   cache, so that a run in which nothing changed reads no data.
    /// - Throws: a `Fault` if a file or folder is not there or leaves the data root.
    public func fingerprint(
        digest: (_ path: String) throws(Fault) -> Digest
    ) throws(Fault) -> JSONValue {
        var all: [JSONValue] = []
        for dataset in datasets {
            var splits: [JSONValue] = []
            for split in dataset.splits {
                var annotations: [JSONValue] = []
                for file in split.annotations {
                    let path = try FileSystem.resolve(file, under: dataset.root)
                    let ending = file.lastIndex(of: ".").map { String(file[$0...]) } ?? ""
                    annotations.append([.string(ending), .string(try digest(path).hex)])
                }
                let images = try FileSystem.resolve(split.images, under: dataset.root)
                splits.append([
                    "split": .string(split.name), "annotations": .array(annotations),
                    "images": .string(try digest(images).hex),
                ])
            }
            all.append(["parameters": dataset.parameters, "splits": .array(splits)])
        }
        return .array(all)
    }

    /// The limits that a picture must keep.
    var limits: ImageLimits {
        ImageLimits(
            maxPixels: settings.maxPixels, maxBytes: settings.maxImageBytes,
            minSide: settings.minSide, maxAspect: settings.maxAspect)
    }

    /// The data set with this name.
    func dataset(_ name: String) throws(Fault) -> DatasetSpecification {
        guard let dataset = datasets.first(where: { $0.name == name }) else {
            throw Fault(.internalError, "a unit names the data set `\(name)`, which is not there")
        }
        return dataset
    }
}
