public import Records
import Storage

/// Labels the questions of a table of draws that was made elsewhere.
///
/// The table is read twice: once for what the rows of each question come to, and once to write the
/// questions in the order of their first rows. Memory does not grow with its number of rows.
public struct TableResampling: Sendable {
    /// What each collection of records holds in memory, in bytes.
    var memoryLimit = 48 << 20

    /// Opens a table with fields between delimiters.
    public typealias SeparatedOpening =
        @Sendable (String, _ delimiter: Unicode.Scalar) throws(Fault) -> any DrawTable

    private let table: String
    private let labelling: Labelling
    private let fitsPriors: Bool
    private let output: String
    private let dataset: String?
    private let separated: SeparatedOpening
    private let checkStop: @Sendable () throws(Fault) -> Void

    /// A table and what is to be made of it.
    ///
    /// - Parameters:
    ///   - table: the file, whose name ends in `.parquet`, `.jsonl`, `.ndjson`, `.csv` or `.tsv`.
    ///   - labelling: how questions are labelled.
    ///   - fitsPriors: whether priors are fitted to the draws, in place of those of `labelling`.
    ///   - output: the folder for the result: not there yet, or empty.
    ///   - dataset: the data set of PeBR-R1's script, to be split as that script does; nothing for none.
    ///   - separated: opens tables between commas and tabs.
    ///   - checkStop: called now and then; throws where the work is to end.
    public init(
        _ table: String, _ labelling: Labelling, fitsPriors: Bool, output: String,
        dataset: String?, separated: @escaping SeparatedOpening,
        checkStop: @escaping @Sendable () throws(Fault) -> Void
    ) {
        self.table = table
        self.labelling = labelling
        self.fitsPriors = fitsPriors
        self.output = output
        self.dataset = dataset
        self.separated = separated
        self.checkStop = checkStop
    }

    /// Labels the questions and publishes the folder.
    ///
    /// - Throws: a `Fault` where the table cannot be read or is no table of draws, where the folder
    ///   cannot be made or is not empty, or where the work was to end; nothing is left then.
    public func run() throws(Fault) -> ResampledTable {
        try refuseOccupied()
        let source = try ParquetDrawTable.open(table, separated: separated)
        let folder = try AtomicFolder(for: output)
        do throws(Fault) {
            let spill = folder.path + "/spill"
            let result = try label(
                source, folder.path,
                SpillSpace(folder: spill, memoryLimit: memoryLimit))
            try source.checkUnchanged()
            try FileSystem.remove(spill)
            try BufferedFile.write(
                Array((result.json.serialized + "\n").utf8), to: folder.path + "/summary.json")
            guard try folder.publish() else {
                throw Fault(.cannotCreate, "`\(output)` was made by somebody else meanwhile")
            }
            return result
        } catch {
            folder.discard()
            throw error
        }
    }

    /// Nothing is written where something lies.
    private func refuseOccupied() throws(Fault) {
        guard let status = try FileSystem.status(output) else { return }
        guard status.kind == .folder else {
            throw Fault(
                .cannotCreate, "`\(output)` is there and is no folder",
                remedy: "name another folder with `--out`")
        }
        guard try FileSystem.list(output).isEmpty else {
            throw Fault(
                .cannotCreate, "`\(output)` is not empty",
                remedy: "name a folder with `--out` that is not there yet")
        }
    }

    private func label(
        _ source: any DrawTable, _ folder: String, _ space: SpillSpace
    ) throws(Fault) -> ResampledTable {
        var tallies = try QuestionTallies(
            source, in: space, needsHistograms: fitsPriors, stop: checkStop)
        var labelling = labelling
        if fitsPriors { labelling.priors = SourcePriors(fitting: tallies.histograms) }
        var labels = TableLabels(labelling, keepsLabels: dataset != nil)
        var output = try ResampleOutput(in: folder, table: table)
        var rejects: [String: Int] = [:]
        var next = try tallies.next()
        let rows = try source.forEach { run throws(Fault) in
            // What is not next continues a question that was written at its first row.
            guard let tally = next, tally.row == run.row else { return }
            next = try tallies.next()
            if let repeatedRow = tally.repeatedRow {
                rejects[RefusedRow.repeated, default: 0] += 1
                let refused = RefusedRow(
                    row: run.row, reason: RefusedRow.repeated,
                    detail: "the question is in row \(repeatedRow) already", id: run.id.text)
                try output.append(refused, source: run.source?.text ?? "")
            } else {
                if labels.count % 4096 == 0 { try checkStop() }
                if labels.kindCount == TableLabels.mostKinds {
                    labels.removeKinds()
                    try output.removeKinds()
                }
                let kind = labels.kind(of: run, tally.tally)
                if kind == output.kindCount { try output.add(labels.rate(kind)) }
                try output.append(run.id, kind: kind)
            }
        } refuse: { row throws(Fault) in
            rejects[row.reason, default: 0] += 1
            try output.append(row, source: "")
        }
        try output.close()
        let result = ResampledTable(
            table: table, output: self.output, rule: labelling.rule,
            priors: labelling.priors,
            rows: rows, rejects: rejects, countedRows: tallies.rowCount,
            mixedSources: tallies.mixedSourceCount, unknownCapabilities: labels.unknownCapabilities,
            census: labels.census,
            split: try dataset.map { path throws(Fault) in
                try LiteralSplit.write(path, labels.byKey, to: folder)
            })
        try result.check(questions: tallies.questionCount)
        return result
    }
}
