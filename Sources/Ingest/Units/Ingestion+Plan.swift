import Manifests
public import Records

extension Ingestion {
    /// The units: the samples of each split, cut where a shard would hold more than
    /// `shard_samples` samples or `shard_size` bytes of pictures. A split has at least one unit.
    ///
    /// - Throws: a `Fault` if a source cannot be read at all.
    public func plan() throws(Fault) -> [IngestUnit] {
        var units: [IngestUnit] = []
        var names: Set<String> = []
        for dataset in datasets {
            for split in try CatalogCache.catalog(of: dataset).splits {
                var first = 0
                var index = 0
                repeat {
                    let unit = IngestUnit(
                        dataset: dataset.name, split: split.name, index: index, first: first,
                        count: try count(from: first, in: split), isQualified: datasets.count > 1)
                    guard names.insert(unit.name).inserted else {
                        throw Fault(
                            .badInput, "two shards would be named `\(unit.name)`",
                            remedy: "give data sets and splits names that differ when joined by `-`"
                        )
                    }
                    units.append(unit)
                    first += unit.count
                    index += 1
                } while first < split.sampleCount
            }
        }
        return units
    }

    /// How many samples from `first` on go into one shard.
    private func count(from first: Int, in split: CatalogSplit) throws(Fault) -> Int {
        var bytes = 0
        var count = 0
        while count < max(1, settings.shardSamples), first + count < split.sampleCount {
            let (sum, overflow) = bytes.addingReportingOverflow(
                try split.byteCount(of: first + count))
            if overflow || sum > settings.shardSize, count > 0 { break }
            bytes = overflow ? .max : sum
            count += 1
        }
        return count
    }
}
