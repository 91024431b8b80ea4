import Records
import Storage

/// Reads what selection needs of a `pass_rates.parquet`, a batch of rows at a time.
struct CandidateReader {
    private let batches: ParquetBatches
    private let question: ParquetTexts
    private let source: ParquetTexts
    private let capability: ParquetTexts
    private let difficulty: ParquetTexts
    private let posteriorMean: ParquetDoubles
    private let mixed: ParquetDoubles
    private let variance: ParquetDoubles
    private let shortcut: ParquetIntegers
    private let picture: ParquetTexts?
    private let constantRewards: ParquetTextLists?

    private var capabilities = CodedNames(Capability.allCases.map { ($0.rawValue, $0) })
    private var difficulties = CodedNames(Difficulty.allCases.map { ($0.rawValue, $0) })
    private let constants: [TextHash: Candidate.Flags] = [
        TextHash("accuracy"): .constantAccuracy, TextHash("format"): .constantFormat,
        TextHash("keywords"): .constantKeywords,
    ]

    /// - Parameter rules: phases; what none of them asks for is not read.
    init(_ path: String, for rules: [PhaseRule]?) throws(Fault) {
        let readsPictures = rules?.contains { $0.pictureLimit != nil } ?? true
        let readsRewards = rules?.contains { $0.exclusions.contains(.constantRewards) } ?? true
        do throws(ParquetFault) {
            batches = ParquetBatches(try ParquetFile(path))
            question = try batches.texts("question")
            source = try batches.texts("source")
            capability = try batches.texts("capability")
            difficulty = try batches.texts("difficulty")
            posteriorMean = try batches.doubles("posterior_mean")
            mixed = try batches.doubles("p_mixed")
            variance = try batches.doubles("reward_variance")
            shortcut = try batches.integers("shortcut")
            picture = readsPictures ? try batches.texts("picture") : nil
            constantRewards = readsRewards ? try batches.textLists("constant_rewards") : nil
        } catch {
            throw error.fault
        }
    }

    /// Adds all questions to a table.
    mutating func read(into table: inout CandidateTable) throws(Fault) {
        while try nextBatch() {
            capabilities.startBatch()
            difficulties.startBatch()
            var last = (code: Int32(-1), number: UInt32(0))
            for row in 0..<batches.count {
                if source.codes[row] != last.code || last.code < 0 {
                    guard let name = source[row] else { throw broken(row, "has no source") }
                    last = (source.codes[row], table.number(ofSource: name))
                }
                try table.append(try candidate(row, source: last.number))
            }
        }
    }

    private mutating func candidate(_ row: Int, source: UInt32) throws(Fault) -> Candidate {
        guard let id = question[row] else { throw broken(row, "has no id") }
        guard let capability = capabilities.value(capability, row) else {
            throw broken(row, "has no capability, which phases choose by")
        }
        guard let difficulty = difficulties.value(difficulty, row) else {
            throw broken(row, "has no label")
        }
        let mean = posteriorMean.values[row]
        let mixed = mixed.values[row]
        let variance = variance.values[row]
        guard !posteriorMean.isNull[row], (0...1).contains(mean), (0...1).contains(mixed),
            (0...1).contains(variance)
        else { throw broken(row, "has a probability that is none") }
        var flags: Candidate.Flags = shortcut.values[row] == 1 ? .shortcut : []
        for name in constantRewards?.values[row] ?? [] {
            flags.formUnion(constants[TextHash(name)] ?? [])
        }
        return Candidate(
            id: TextHash(id), picture: picture?[row].map { TextHash($0) }, source: source,
            capability: capability, difficulty: difficulty, posteriorMean: mean, mixed: mixed,
            variance: variance, flags: flags)
    }

    private func nextBatch() throws(Fault) -> Bool {
        do throws(ParquetFault) {
            return try batches.next()
        } catch {
            throw error.fault
        }
    }

    private func broken(_ row: Int, _ what: String) -> Fault {
        Fault(
            .badInput, "row \(batches.rows.lowerBound + row) of `pass_rates.parquet` \(what)")
    }

    /// Calls `body` with each row's number and id.
    static func forEachID(_ path: String, _ body: (Int, ByteSlice) -> Void) throws(Fault) {
        do throws(ParquetFault) {
            let batches = ParquetBatches(try ParquetFile(path))
            let question = try batches.texts("question")
            while try batches.next() {
                for row in 0..<batches.count {
                    if let id = question[row] { body(batches.rows.lowerBound + row, id) }
                }
            }
        } catch {
            throw error.fault
        }
    }
}
