import Manifests
public import Records
import Storage

extension Ingestion {
    /// What the result depends on besides `settings`: every data set's parameters, its annotation
    /// files by name (rejects give it) and digest, and each picture that a row names by path and
    /// digest, or the reason why it is not there. Files that no row names do not count.
    ///
    /// - Parameters:
    ///   - folder: where `merge` keeps lists of the pictures that annotations name; it need not exist,
    ///     and nothing is written here. With them, annotations are parsed again only when they have
    ///     changed.
    ///   - digest: the digest of a file; from a cache, so that a run in which nothing changed reads
    ///     no data.
    /// - Throws: a `Fault` if an annotation file, a folder or a tar is not there or leaves the data
    ///   root, or no row has a field that the data set maps.
    public func fingerprint(
        references folder: String, digest: (_ file: String) throws(Fault) -> Digest
    ) throws(Fault) -> JSONValue {
        var all: [JSONValue] = []
        for dataset in datasets {
            let annotations = try annotations(of: dataset, digest)
            all.append([
                "parameters": dataset.parameters, "annotations": annotations,
                "pictures": try pictures(
                    of: dataset, annotations, ReferenceCache(folder: folder), digest),
            ])
        }
        return .array(all)
    }

    /// The annotation files of each split, by name and digest.
    private func annotations(
        of dataset: DatasetSpecification, _ digest: (String) throws(Fault) -> Digest
    ) throws(Fault) -> JSONValue {
        var splits: [JSONValue] = []
        for split in dataset.splits {
            var files: [JSONValue] = []
            for file in split.annotations {
                let path = try FileSystem.resolve(file, under: dataset.root)
                files.append([.string(file), .string(try digest(path).hex)])
            }
            splits.append(["split": .string(split.name), "files": .array(files)])
        }
        return .array(splits)
    }

    /// The digest of each split's pictures: of those its rows name, or of the whole tar.
    private func pictures(
        of dataset: DatasetSpecification, _ annotations: JSONValue, _ cache: ReferenceCache,
        _ digest: (String) throws(Fault) -> Digest
    ) throws(Fault) -> JSONValue {
        var lists: [PictureReferences]?
        var digests: [JSONValue] = []
        for (index, split) in dataset.splits.enumerated() {
            let path = try FileSystem.resolve(split.images, under: dataset.root)
            guard try FileSystem.status(path)?.kind == .folder else {
                digests.append(.string(try digest(path).hex))
                continue
            }
            if lists == nil { lists = try references(of: dataset, annotations, cache, digest) }
            guard let list = lists?[index] else { continue }
            var digester = PictureDigester(root: dataset.root, folder: split.images)
            let found = try digester.digest(of: list.paths, digest: digest)
            digests.append(.string(found.hex))
        }
        return .array(digests)
    }

    /// The pictures that the rows of each split name, from the cache or else from the rows.
    private func references(
        of dataset: DatasetSpecification, _ annotations: JSONValue, _ cache: ReferenceCache,
        _ digest: (String) throws(Fault) -> Digest
    ) throws(Fault) -> [PictureReferences] {
        let names = dataset.splits.map(\.name)
        let material: JSONValue = [
            "version": .integer(Ingestion.behaviourVersion), "parameters": dataset.parameters,
            "annotations": annotations,
        ]
        let key = SHA256.digest(of: material.serialized)
        if let lists = cache.lists(key, of: names) { return lists }
        let lists = try CatalogCache.catalog(of: dataset).splits.map { split in
            PictureReferences(split: split.name, groups: split.groups)
        }
        guard lists.map(\.split) == names else {
            throw Fault(.internalError, "the splits read of `\(dataset.name)` are not its splits")
        }
        // Files that changed while they were read must not be remembered by their old digests.
        if try self.annotations(of: dataset, digest) == annotations {
            pending.add(lists, as: key, in: cache)
        }
        return lists
    }
}

extension CatalogSplit {
    /// The questions by their pictures; none for a split that is made.
    fileprivate var groups: [PictureGroup] {
        if case .files(let groups, _) = content { groups } else { [] }
    }
}
