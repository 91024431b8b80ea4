import Images
import Manifests
public import Records
import Storage

extension Ingestion {
    /// Does a unit: reads and decodes its pictures, and writes `shards/<name>.tar`,
    /// `index/<name>.idx`, `questions.jsonl`, `rejects.jsonl` and `unit.json` into a folder. Without a
    /// good sample there is no shard.
    ///
    /// - Parameters:
    ///   - folder: an empty folder.
    ///   - report: called after each sample with how many are done and how many there are; what it
    ///     throws ends the unit.
    /// - Returns: the sum over rows, which balances.
    /// - Throws: a `Fault` if a source is gone or the disk refuses.
    public func run(
        _ unit: IngestUnit, into folder: String,
        report: (_ done: Int, _ total: Int) throws(Fault) -> Void = { _, _ in }
    ) throws(Fault) -> Accounting {
        let dataset = try dataset(unit.dataset)
        let split = try CatalogCache.catalog(of: dataset).split(unit.split)
        let end = unit.first.addingReportingOverflow(unit.count)
        guard unit.first >= 0, unit.count >= 0, !end.overflow, end.partialValue <= split.sampleCount
        else { throw Fault(.badInput, "the unit `\(unit.name)` lies outside its split") }
        var output = try UnitOutput(unit, folder: folder)
        if unit.reportsRejectedRows {
            output.warnings = split.warnings
            for reject in split.rejects { try output.append(reject) }
        }
        for offset in 0..<unit.count {
            let sample = try split.sample(
                unit.first + offset, of: dataset.name, limits: limits(of: dataset))
            switch checked(sample.images, limits(of: dataset)) {
            case .success(let pictures): try output.append(sample.candidates, pictures)
            case .failure(let refusal):
                for candidate in sample.candidates { try output.append(candidate.reject(refusal)) }
            }
            try report(offset + 1, unit.count)
        }
        return try output.close()
    }

    private func checked(
        _ images: Result<[[UInt8]], Refusal>, _ limits: ImageLimits
    ) -> Result<[CheckedPicture], Refusal> {
        do throws(Refusal) {
            var pictures: [CheckedPicture] = []
            for bytes in try images.get() {
                pictures.append(try CheckedPicture(bytes, limits: limits))
            }
            return .success(pictures)
        } catch {
            return .failure(error)
        }
    }
}
