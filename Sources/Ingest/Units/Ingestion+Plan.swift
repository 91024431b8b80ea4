import Manifests
public import Records
import Storage
import Synchronization

extension Ingestion {
    /// The units: the samples of each split, cut into shards by `ShardCut`. A split has at least one
    /// unit. The same every time for the same sources; only the first call reads them.
    ///
    /// - Throws: a `Fault` if a source cannot be read at all.
    public func plan() throws(Fault) -> [IngestUnit] {
        if let units = memory.withLock({ $0.units }) { return units }
        var units: [IngestUnit] = []
        var names: Set<String> = []
        for dataset in datasets {
            for split in try catalog(of: dataset).splits {
                for (index, samples) in try shards(of: split).enumerated() {
                    var unit = IngestUnit(
                        dataset: dataset.name, split: split.name, index: index,
                        identity: SHA256.digest(of: ""), samples: samples,
                        isQualified: datasets.count > 1)
                    unit.identity = try identity(of: unit, in: split, of: dataset)
                    guard names.insert(unit.name).inserted else {
                        throw Fault(
                            .badInput, "two shards would be named `\(unit.name)`",
                            remedy: "give data sets and splits names that differ when joined by `-`"
                        )
                    }
                    units.append(unit)
                }
            }
        }
        memory.withLock { memory in
            memory.units = units
            for unit in units { memory.unitsByIdentity[unit.identity.hex] = unit }
        }
        return units
    }

    /// The unit that a payload names.
    ///
    /// - Throws: a `Fault` where the sources have no such unit, because they changed since it was
    ///   planned.
    public func unit(_ payload: JSONValue) throws(Fault) -> IngestUnit {
        let identity = try payload.column("identity", \.stringValue)
        _ = try plan()
        guard let unit = memory.withLock({ $0.unitsByIdentity[identity] }) else {
            let split = try payload.column("split", \.stringValue)
            throw Fault(
                .tryAgain, "the split `\(split)` has changed since the run was planned",
                remedy: "run it again")
        }
        return unit
    }

    private func shards(of split: CatalogSplit) throws(Fault) -> [Range<Int>] {
        switch split.content {
        case .files(let rows):
            return try ShardCut(settings, of: rows.groups).shards(of: rows.groups)
        case .shapes(_, _, let count):
            let room = max(1, settings.shardSize / (3 * ShapePainter.side * ShapePainter.side))
            let size = min(max(1, settings.shardSamples), room)
            return stride(from: 0, to: max(1, count), by: size).map {
                $0..<min($0 + size, count)
            }
        }
    }

    /// What stands for all that decides what a unit writes.
    private func identity(
        of unit: IngestUnit, in split: CatalogSplit, of dataset: DatasetSpecification
    ) throws(Fault) -> Digest {
        let hash = KeyHasher()
        // What only joining the units looks at stays out.
        let merged = ["expected", "duplicates", "leakage"]
        let own = dataset.parameters.objectValue?.filter { !merged.contains($0.name) } ?? []
        let nearText = dataset.duplicates.nearText
        let parameters: JSONValue = [
            "version": .integer(Ingestion.behaviourVersion), "parameters": .object(own),
            "split": .string(split.name), "qualified": .bool(unit.isQualified),
            "hash": .bool(wantsHash(dataset)),
            "shingle": nearText.map { .string("\($0.shingle) \($0.unit.rawValue)") } ?? .null,
        ]
        hash.update(parameters.canonical.serialized)
        switch split.content {
        case .files(let rows):
            try rows.groups.forEach(in: unit.samples) { group throws(Fault) in
                hash.update(group.content)
                hash.update(group.pictures)
            }
            if unit.reportsRefusedRows {
                hash.update(rows.refusedContent)
                for reject in split.rejects { hash.update(reject.json.serialized) }
                for warning in split.warnings { hash.update(warning) }
            }
        case .shapes(_, let role, _):
            hash.update("\(role):\(unit.samples.lowerBound):\(unit.samples.upperBound)")
        }
        return hash.digest()
    }
}
