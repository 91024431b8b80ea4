import Manifests
public import Records
import Storage

extension Ingestion {
    /// Joins what the units wrote into a folder: `shards/`, `index/`, `questions.jsonl`,
    /// `rejects.jsonl` and `summary.json`. The order of `units` does not matter; tables are joined in
    /// plan order. Lists of pictures that `fingerprint` made are kept from then on.
    ///
    /// - Throws: a `Fault` of code `internalError` if the sum does not balance or two questions share
    ///   an id, which `plan` rules out; a `Fault` if the disk refuses.
    public func merge(
        _ units: [(unit: IngestUnit, folder: String)], into folder: String
    ) throws(Fault) -> IngestSummary {
        try FileSystem.createFolder(folder + "/shards")
        try FileSystem.createFolder(folder + "/index")
        let ordered = units.sorted {
            place(of: $0.unit).lexicographicallyPrecedes(place(of: $1.unit))
        }
        var tally = MergeTally()
        for (unit, source) in ordered {
            let summary = try UnitSummary(
                json: try JSONReader.parse(file: source + "/unit.json"))
            guard summary.unit == unit else {
                throw Fault(.internalError, "`\(source)` holds another unit than `\(unit.name)`")
            }
            if summary.hasShard {
                for file in ["shards/\(unit.name).tar", "index/\(unit.name).idx"] {
                    try FileSystem.hardLink(source + "/" + file, at: folder + "/" + file)
                }
                let index = try ShardIndex(source + "/index/\(unit.name).idx")
                tally.add(index.entries, of: unit)
            }
            try tally.add(summary)
            try tally.add(questions: try FileSystem.read(source + "/questions.jsonl"))
        }
        for table in ["questions.jsonl", "rejects.jsonl"] {
            try FileSystem.concatenate(
                ordered.map { "\($0.folder)/\(table)" }, to: folder + "/" + table)
        }
        let result = try tally.summary(of: datasets)
        var bytes: [UInt8] = []
        result.json.append(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        try FileSystem.write(bytes, to: folder + "/summary.json")
        pending.keep()
        for dataset in datasets { CatalogCache.forget(dataset) }
        return result
    }

    /// Where a unit stands in the plan.
    private func place(of unit: IngestUnit) -> [Int] {
        let dataset = datasets.firstIndex { $0.name == unit.dataset } ?? datasets.count
        let splits = dataset < datasets.count ? datasets[dataset].splitNames : []
        return [dataset, splits.firstIndex(of: unit.split) ?? splits.count, unit.index]
    }
}
