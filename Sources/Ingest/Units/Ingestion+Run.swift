import Images
import Manifests
public import Records
import Storage

extension Ingestion {
    /// What a unit came to.
    public struct Outcome: Sendable, Hashable {
        /// The sum over its rows.
        public var accounting: Accounting
        /// The digests of files that were told while they were written, by path.
        public var digests: [String: Digest]
    }

    /// Does a unit: reads and checks its rows and pictures, and writes `shard.tar`, `shard.idx`,
    /// `questions.bin`, `rejects.jsonl`, `fingerprints.bin` and `unit.json` into a folder. Without a good
    /// sample there is no shard.
    ///
    /// - Parameters:
    ///   - unit: a planned unit of one of the data sets.
    ///   - folder: an empty folder.
    ///   - isHashed: whether the shard's digest is told.
    ///   - report: called after each sample with how many are done and how many there are; what it
    ///     throws ends the unit.
    /// - Returns: the sum over rows, which balances, and the shard's digest.
    /// - Throws: a `Fault` if a source is gone or the disk refuses.
    public func run(
        _ unit: IngestUnit, into folder: String, isHashed: Bool = false,
        report: (_ done: Int, _ total: Int) throws(Fault) -> Void = { _, _ in }
    ) throws(Fault) -> Outcome {
        let dataset = try dataset(unit.dataset)
        let split = try catalog(of: dataset).split(unit.split)
        var output = try UnitOutput(unit, of: dataset, folder: folder)
        output.isHashed = isHashed
        switch split.content {
        case .files(let rows):
            if unit.reportsRefusedRows { try refuse(rows, of: split, dataset, unit, &output) }
            try run(rows, of: dataset, unit, &output, report)
        case .shapes(let generator, let role, _):
            for (ordinal, index) in unit.samples.enumerated() {
                let item = generator.item(index, split: split.name, role: role)
                let picture = generator.picture(of: item, index: index, split: split.name)
                let bytes = picture.png()
                let checked = CheckedPicture(
                    picture: NewPicture(
                        bytes: ByteSlice(bytes), digest: SHA256.digest(of: bytes), format: .png,
                        width: picture.width, height: picture.height))
                let question = item.question(source: dataset.name, split: split.name)
                try output.append([.init(ordinal: ordinal, question: question)], [checked])
                try report(ordinal + 1, unit.samples.count)
            }
        }
        return try output.close()
    }

    /// Writes down the rows and files of a split that became no sample.
    private func refuse(
        _ rows: SplitRows, of split: CatalogSplit, _ dataset: DatasetSpecification,
        _ unit: IngestUnit, _ output: inout UnitOutput
    ) throws(Fault) {
        output.warnings = split.warnings
        for reject in split.rejects { try output.append(UnitReject(ordinal: nil, reject: reject)) }
        var reader = try GroupReader(dataset, split: split.name, rows: rows)
        // They are numbered after the rows of the unit's samples.
        let ordinal = try unit.rows(in: rows).count
        var number = 0
        try rows.refused.forEach { row throws(Fault) in
            let first = try rows.firsts.element(at: number)
            try output.refuse(ordinal + number, try reader.refusal(of: row, first: first))
            number += 1
        }
        try rows.checkUnchanged(rows.refused)
    }

    /// Does the samples of a unit of files.
    private func run(
        _ rows: SplitRows, of dataset: DatasetSpecification, _ unit: IngestUnit,
        _ output: inout UnitOutput,
        _ report: (_ done: Int, _ total: Int) throws(Fault) -> Void
    ) throws(Fault) {
        var builder = try SampleBuilder(
            dataset, split: unit.split, rows: rows, wantsHash: wantsHash(dataset))
        var (done, ordinal) = (0, 0)
        try rows.groups.forEach(in: unit.samples) { group throws(Fault) in
            let sample = try builder.sample(group, first: ordinal)
            for row in sample.refused { try output.refuse(row.ordinal, id: row.id, row.refusal) }
            if !sample.questions.isEmpty {
                try output.append(sample.questions, sample.pictures)
            }
            ordinal += Int(group.count)
            done += 1
            try report(done, unit.samples.count)
        }
        try rows.checkUnchanged(rows.rows, in: try unit.rows(in: rows))
        output.filterCounts = builder.filterCounts
        for file in rows.files { file.release() }
    }
}
