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
    func read(into table: inout CandidateTable) throws(Fault) {
        var capabilities: [Capability?] = []
        var difficulties: [Difficulty?] = []
        while try nextBatch() {
            TextMemo.read(capability, into: &capabilities, absent: nil) {
                Capability(rawValue: $0.text)
            }
            TextMemo.read(difficulty, into: &difficulties, absent: nil) {
                Difficulty(rawValue: $0.text)
            }
            let numbers = Numbers(self)
            let sources = source.codes
            var last = (code: Int32(-1), number: UInt32(0))
            for row in 0..<batches.count {
                if sources[row] != last.code || last.code < 0 {
                    guard let name = source[row] else { throw broken(row, "has no source") }
                    last = (sources[row], table.number(ofSource: name))
                }
                guard let id = question[row] else { throw broken(row, "has no id") }
                guard let capability = capabilities[row] else {
                    throw broken(row, "has no capability, which phases choose by")
                }
                guard let difficulty = difficulties[row] else { throw broken(row, "has no label") }
                guard let shares = numbers.shares(row) else {
                    throw broken(row, "has a probability that is none")
                }
                guard !numbers.lacksShortcut[row] else {
                    throw broken(row, "does not say whether it is a shortcut")
                }
                try table.append(
                    Candidate(
                        id: TextHash(id), picture: picture?[row].map { TextHash($0) },
                        source: last.number, capability: capability, difficulty: difficulty,
                        posteriorMean: shares.mean, mixed: shares.mixed,
                        variance: shares.variance, flags: flags(row, numbers)))
            }
        }
    }

    /// The numbers of a batch, looked up once: a column is not looked at for each row.
    private struct Numbers {
        private let means: [Double]
        private let lacksMean: [Bool]
        private let mixed: [Double]
        private let lacksMixed: [Bool]
        private let variances: [Double]
        private let lacksVariance: [Bool]
        let shortcuts: [Int64]
        let lacksShortcut: [Bool]

        init(_ reader: CandidateReader) {
            means = reader.posteriorMean.values
            lacksMean = reader.posteriorMean.isNull
            mixed = reader.mixed.values
            lacksMixed = reader.mixed.isNull
            variances = reader.variance.values
            lacksVariance = reader.variance.isNull
            shortcuts = reader.shortcut.values
            lacksShortcut = reader.shortcut.isNull
        }

        /// What is from 0 to 1; nothing where it is not.
        func shares(_ row: Int) -> (mean: Double, mixed: Double, variance: Double)? {
            let shares = (mean: means[row], mixed: mixed[row], variance: variances[row])
            let isShare: (Double) -> Bool = { $0 >= 0 && $0 <= 1 }
            guard !lacksMean[row], !lacksMixed[row], !lacksVariance[row], isShare(shares.mean),
                isShare(shares.mixed), isShare(shares.variance)
            else { return nil }
            return shares
        }
    }

    private func flags(_ row: Int, _ numbers: Numbers) -> Candidate.Flags {
        var flags: Candidate.Flags = numbers.shortcuts[row] == 1 ? .shortcut : []
        for name in constantRewards?.values[row] ?? [] {
            flags.formUnion(constants[TextHash(name)] ?? [])
        }
        return flags
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
