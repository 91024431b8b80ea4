import Manifests
public import Records
import Storage
import Synchronization

extension Ingestion {
    /// Joins what the units wrote into a folder: `shards/`, `index/`, `questions.jsonl`,
    /// `rejects.parquet`, `lineage.parquet` and `summary.json`. The order of `units` does not matter;
    /// tables are joined in plan order. Lists of pictures that `fingerprint` made are kept from then on.
    ///
    /// - Throws: a `Fault` of code `internalError` if the sum does not balance or two questions share
    ///   an id, which `plan` rules out; a `Fault` if the disk refuses.
    public func merge(
        _ units: [(unit: IngestUnit, folder: String)], into folder: String
    ) throws(Fault) -> IngestSummary {
        let ordered = units.sorted {
            place(of: $0.unit).lexicographicallyPrecedes(place(of: $1.unit))
        }
        let duplicates = try MergeDuplicates(ordered, of: datasets, in: access.spillSpace)
        let tags = try ImageTagUse(ordered)
        var output = try MergeOutput(
            folder: folder, settings: settings, tags: tags, in: access.spillSpace)
        for (unit, source) in ordered {
            let split = try catalog(of: try dataset(unit.dataset)).split(unit.split)
            try output.append(unit, from: source, rows: try UnitRows(unit, split), duplicates)
        }
        let summary = try output.close(datasets: datasets, duplicates)
        keepReferences()
        memory.withLock { $0 = Memory() }
        return summary
    }

    /// Keeps the lists of pictures that `fingerprint` made.
    func keepReferences() {
        let cache = ReferenceCache(folder: access.cacheFolder + "/references")
        for (key, lines) in memory.withLock({ $0.references }) { cache.keep(lines, as: key) }
    }

    /// Where a unit stands in the plan.
    private func place(of unit: IngestUnit) -> [Int] {
        let dataset = datasets.firstIndex { $0.name == unit.dataset } ?? datasets.count
        let splits = dataset < datasets.count ? datasets[dataset].splitNames : []
        return [dataset, splits.firstIndex(of: unit.split) ?? splits.count, unit.index]
    }
}
