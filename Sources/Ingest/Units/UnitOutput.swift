import Records
import Storage

/// What a unit writes.
struct UnitOutput: ~Copyable {
    /// What a reader of the report should know.
    var warnings: [String] = []

    private let unit: IngestUnit
    private let folder: String
    private var questions: TableWriter<Question>
    private var rejects: TableWriter<Reject>
    private var shard: ShardWriter?
    private var keys: [String: Int] = [:]
    private var accounting = Accounting()
    private var counts: [Capability: Int] = [:]

    /// Opens the tables in a folder.
    init(_ unit: IngestUnit, folder: String) throws(Fault) {
        try FileSystem.createFolder(folder)
        let questions = try TableWriter<Question>(path: folder + "/questions.jsonl")
        let rejects = try TableWriter<Reject>(path: folder + "/rejects.jsonl")
        self.init(unit, folder: folder, questions: questions, rejects: rejects)
    }

    private init(
        _ unit: IngestUnit, folder: String, questions: consuming TableWriter<Question>,
        rejects: consuming TableWriter<Reject>
    ) {
        self.unit = unit
        self.folder = folder
        self.questions = questions
        self.rejects = rejects
    }

    /// Notes an input that became no question.
    mutating func append(_ reject: Reject) throws(Fault) {
        var reject = reject
        if unit.isQualified, let id = reject.id { reject.id = "\(unit.dataset)/\(id)" }
        try rejects.append(reject)
        accounting.inputs += 1
        accounting.rejects[reject.reason, default: 0] += 1
    }

    /// Writes a sample: its pictures into the shard, its questions into the table.
    mutating func append(
        _ candidates: [Candidate], _ pictures: [CheckedPicture]
    ) throws(Fault) {
        guard let first = pictures.first else {
            throw Fault(.internalError, "a sample of `\(unit.name)` has no picture")
        }
        var questions = candidates.map(\.question)
        if unit.isQualified {
            for index in questions.indices {
                questions[index].id = "\(unit.dataset)/\(questions[index].id)"
            }
        }
        let shard = try openShard()
        _ = try shard.addSample(
            key: key(for: first.digest),
            pictures: pictures.map { ($0.bytes, $0.digest, $0.format, $0.width, $0.height) }
        ) { placed in
            for index in questions.indices { questions[index].pictures = placed }
            var bytes: [UInt8] = []
            JSONValue.object([.init("questions", .array(questions.map(\.json)))]).append(to: &bytes)
            return bytes
        }
        for question in questions {
            try self.questions.append(question)
            counts[question.capability, default: 0] += 1
        }
        accounting.inputs += questions.count
        accounting.outputs += questions.count
    }

    /// Closes the files and writes `unit.json`.
    mutating func close() throws(Fault) -> Accounting {
        try questions.close()
        try rejects.close()
        try shard?.close()
        let summary = UnitSummary(
            unit: unit, accounting: accounting, counts: counts, hasShard: shard != nil,
            warnings: warnings)
        var bytes: [UInt8] = []
        summary.json.append(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        try FileSystem.write(bytes, to: folder + "/unit.json")
        return accounting
    }

    private mutating func openShard() throws(Fault) -> ShardWriter {
        if let shard { return shard }
        try FileSystem.createFolder(folder + "/shards")
        try FileSystem.createFolder(folder + "/index")
        let opened = try ShardWriter(
            name: unit.name, shardFolder: folder + "/shards", indexFolder: folder + "/index")
        shard = opened
        return opened
    }

    /// 16 hexadecimal digits of the first picture, and a number where another sample has them too.
    private mutating func key(for digest: Digest) -> String {
        let stem = String(digest.hex.prefix(16))
        let before = keys[stem, default: 0]
        keys[stem] = before + 1
        return before == 0 ? stem : "\(stem)-\(before)"
    }
}
