import Records
import Storage

/// What a table is turned into: pass rates, a list of ids for each label, and rejects.
struct ResampleOutput {
    private let rates: ParquetPatternWriter
    private let easy: LineFile
    private let medium: LineFile
    private let hard: LineFile
    private let undecided: LineFile
    private let excluded: LineFile
    private let rejects: LineFile
    private let table: String
    /// The list of each kind of questions.
    private var lists: [LineFile] = []

    /// Begins the files in a folder.
    ///
    /// - Parameter table: what rejects name as their file.
    init(in folder: String, table: String) throws(Fault) {
        func file(_ label: Difficulty) throws(Fault) -> LineFile {
            try LineFile("\(folder)/\(label.rawValue).txt")
        }
        rates = try ParquetPatternWriter(
            folder + "/pass_rates.parquet", columns: PassRate.columns)
        easy = try file(.easy)
        medium = try file(.medium)
        hard = try file(.hard)
        undecided = try file(.undecided)
        excluded = try file(.excluded)
        rejects = try LineFile(folder + "/rejects.jsonl")
        self.table = table
    }

    /// Adds a kind of questions: those with one pass rate. Kinds are numbered from 0.
    mutating func add(_ rate: PassRate) throws(Fault) {
        _ = try rates.add(rate)
        let list =
            switch rate.difficulty {
            case .easy: easy
            case .medium: medium
            case .hard: hard
            case .undecided: undecided
            case .excluded: excluded
            }
        lists.append(list)
    }

    /// Forgets all kinds.
    mutating func removeKinds() throws(Fault) {
        try rates.removePatterns()
        lists = []
    }

    /// How many kinds there are.
    var kindCount: Int { lists.count }

    /// Writes a labelled question of a kind.
    func append(_ id: ByteSlice, kind: Int) throws(Fault) {
        try rates.append(id, pattern: kind)
        try lists[kind].append { bytes in id.withBytes { bytes.append(contentsOf: $0) } }
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
