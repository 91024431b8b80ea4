import Records
import Sampling
import Storage

/// What a table is turned into: pass rates, a list of ids for each label, and rejects.
struct ResampleOutput {
    private let rates: PassRateWriter
    private let easy: LineFile
    private let medium: LineFile
    private let hard: LineFile
    private let undecided: LineFile
    private let excluded: LineFile
    private let rejects: LineFile
    private let table: String

    /// Begins the files in a folder.
    ///
    /// - Parameter table: what rejects name as their file.
    init(in folder: String, table: String) throws(Fault) {
        func file(_ label: Difficulty) throws(Fault) -> LineFile {
            try LineFile("\(folder)/\(label.rawValue).txt")
        }
        rates = try PassRateWriter(folder + "/pass_rates.parquet")
        easy = try file(.easy)
        medium = try file(.medium)
        hard = try file(.hard)
        undecided = try file(.undecided)
        excluded = try file(.excluded)
        rejects = try LineFile(folder + "/rejects.jsonl")
        self.table = table
    }

    /// Writes a labelled question.
    func append(_ rate: PassRate, id: ByteSlice) throws(Fault) {
        try rates.append(rate)
        let list =
            switch rate.difficulty {
            case .easy: easy
            case .medium: medium
            case .hard: hard
            case .undecided: undecided
            case .excluded: excluded
            }
        try list.append { bytes in id.withBytes { bytes.append(contentsOf: $0) } }
    }

    /// Writes a row that cannot be used.
    func append(_ row: RefusedRow, source: String) throws(Fault) {
        let reject = Reject(
            source: source, file: table, row: row.row, id: row.id, stage: "resample",
            reason: row.reason, detail: row.detail)
        try rejects.append { reject.json.append(to: &$0) }
    }

    /// Writes what is left.
    func close() throws(Fault) {
        try rates.close()
        for file in [easy, medium, hard, undecided, excluded, rejects] { try file.close() }
    }
}

/// A file of lines.
private final class LineFile {
    private var file: BufferedFile

    init(_ path: String) throws(Fault) { file = try BufferedFile(path: path) }

    /// Writes what `body` adds, and a line break.
    func append(_ body: (inout [UInt8]) -> Void) throws(Fault) {
        try file.append { bytes in
            body(&bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
    }

    func close() throws(Fault) { try file.close() }
}
