import Manifests
public import Records
import Storage
import Synchronization

extension Ingestion {
    /// What the result depends on besides `settings`: every data set's parameters, its annotation
    /// files by name (rejects give it) and content, and each picture that a row names by path and
    /// content, or the reason why it is not there. Files that no row names do not count.
    ///
    /// Nothing is written. With the lists of pictures that `merge` keeps, annotations are parsed again
    /// only when they have changed.
    ///
    /// - Throws: a `Fault` if an annotation file, a folder or an archive is not there or leaves the
    ///   data root, or no row has a field that the data set maps.
    public func fingerprint() throws(Fault) -> JSONValue {
        var all: [JSONValue] = []
        for dataset in datasets {
            let annotations = try annotations(of: dataset)
            let splits = try splits(of: dataset, annotations)
            if dataset.generator == nil {
                memory.withLock { $0.fingerprints.append((dataset.name, splits)) }
            }
            all.append([
                "parameters": dataset.parameters, "annotations": annotations,
                "splits": .array(splits.map { .string($0.key.hex) }),
            ])
        }
        return .array(all)
    }

    /// The annotation files of each split, by name and content.
    private func annotations(of dataset: DatasetSpecification) throws(Fault) -> JSONValue {
        var splits: [JSONValue] = []
        for split in dataset.splits {
            var files: [JSONValue] = []
            let paths = try SplitPaths(split, of: dataset)
            for (pattern, refusal) in paths.refusals {
                files.append([.string(pattern), .string(refusal.detail)])
            }
            if dataset.format == .pictures || split.archive != nil {
                // What they stand for lies elsewhere: the pictures are looked at one by one.
                let names = try paths.names(of: split, in: dataset)
                files += names.map { .string($0) }
            }
            for file in paths.files {
                let mark = try access.identity.bytes(of: file.path)
                files.append([.string(file.name), .string(SHA256.digest(of: mark).hex)])
            }
            splits.append(["split": .string(split.name), "files": .array(files)])
        }
        return .array(splits)
    }

    /// What stands for each split, from the cache or else from the rows.
    private func splits(
        of dataset: DatasetSpecification, _ annotations: JSONValue
    ) throws(Fault) -> [SplitFingerprint] {
        guard dataset.generator == nil else { return [] }
        let names = dataset.splitNames
        let material: JSONValue = [
            "version": .integer(Ingestion.behaviourVersion), "parameters": dataset.parameters,
            "annotations": annotations,
        ]
        let key = SHA256.digest(of: material.canonical.serialized)
        var lookers: [PictureLooker] = []
        for split in dataset.splits {
            let place = try PicturePlace(split, of: dataset)
            for _ in split.partNames {
                lookers.append(try PictureLooker(place, identity: access.identity))
            }
        }
        let cache = ReferenceCache(folder: access.cacheFolder + "/references")
        let known = try cache.fingerprints(key, of: names) { split, paths throws(Fault) in
            try lookers[split].look(at: PicturePaths(paths: paths)).content
        }
        if let known { return known }
        let catalog = try catalog(of: dataset)
        // Files that changed while they were read must not be remembered by their old digests.
        if try self.annotations(of: dataset) == annotations {
            if let lines = catalog.references?.lines {
                memory.withLock { $0.references.append((key, lines)) }
            }
        }
        return try catalog.splits.map { split throws(Fault) in try split.fingerprint() }
    }
}
