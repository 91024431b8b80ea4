import Records
import Storage

/// Reads what selection needs of a `pass_rates.parquet`, row by row.
struct CandidateReader {
    private static let columns = [
        "question", "source", "capability", "picture", "posterior_mean", "p_mixed",
        "reward_variance", "constant_rewards", "shortcut", "difficulty",
    ]

    private let rows: ParquetRows
    /// The places of `columns` in a row.
    private let places: [Int]
    private let capabilities: [TextHash: Capability]
    private let difficulties: [TextHash: Difficulty]
    private let constants: [TextHash: Candidate.Flags]

    init(_ path: String) throws(Fault) {
        rows = try CandidateReader.rows(path, CandidateReader.columns)
        let names = rows.names
        places = CandidateReader.columns.compactMap { names.firstIndex(of: $0) }
        capabilities = Dictionary(
            uniqueKeysWithValues: Capability.allCases.map { (TextHash($0.rawValue), $0) })
        difficulties = Dictionary(
            uniqueKeysWithValues: Difficulty.allCases.map { (TextHash($0.rawValue), $0) })
        constants = [
            TextHash("accuracy"): .constantAccuracy, TextHash("format"): .constantFormat,
            TextHash("keywords"): .constantKeywords,
        ]
    }

    /// The next question, its source numbered by the table.
    func next(_ table: inout CandidateTable) throws(Fault) -> Candidate? {
        guard let row = try CandidateReader.next(rows) else { return nil }
        guard
            let id = row[places[0]].slice, let source = row[places[1]].slice,
            let capability = row[places[2]].slice.flatMap({ capabilities[TextHash($0)] }),
            case .double(let mean) = row[places[4]],
            case .double(let mixed) = row[places[5]],
            case .double(let variance) = row[places[6]],
            case .list(let parts) = row[places[7]],
            case .bool(let isShortcut) = row[places[8]],
            let difficulty = row[places[9]].slice.flatMap({ difficulties[TextHash($0)] })
        else { throw broken("does not hold what `sample` writes") }
        guard mean >= 0, mean <= 1, mixed >= 0, mixed <= 1, variance >= 0, variance <= 1 else {
            throw broken("has a probability that is none")
        }
        var flags: Candidate.Flags = isShortcut ? .shortcut : []
        for part in parts {
            flags.formUnion(part.slice.flatMap { constants[TextHash($0)] } ?? [])
        }
        return Candidate(
            id: TextHash(id), picture: row[places[3]].slice.map { TextHash($0) },
            source: table.number(ofSource: source), capability: capability,
            difficulty: difficulty, posteriorMean: mean, mixed: mixed, variance: variance,
            flags: flags)
    }

    private func broken(_ what: String) -> Fault {
        Fault(.badInput, "row \(rows.position - 1) of `pass_rates.parquet` \(what)")
    }

    /// Calls `body` with each row's number and id.
    static func forEachID(
        _ path: String, _ body: (Int, ByteSlice) -> Void
    ) throws(Fault) {
        let rows = try rows(path, ["question"])
        while let row = try next(rows) {
            if let id = row[0].slice { body(rows.position - 1, id) }
        }
    }

    private static func rows(_ path: String, _ columns: [String]) throws(Fault) -> ParquetRows {
        do throws(ParquetFault) {
            return try ParquetFile(path).rows(columns: columns)
        } catch {
            throw error.fault
        }
    }

    private static func next(_ rows: ParquetRows) throws(Fault) -> [ParquetValue]? {
        do throws(ParquetFault) {
            return try rows.next()
        } catch {
            throw error.fault
        }
    }
}

extension ParquetValue {
    /// The bytes of a text.
    fileprivate var slice: ByteSlice? {
        if case .string(let bytes) = self { bytes } else { nil }
    }
}
