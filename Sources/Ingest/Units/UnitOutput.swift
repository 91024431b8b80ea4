import Manifests
import Records
import Storage

/// What a unit writes into a folder that is not published yet: `shard.tar` and `shard.idx` if it has a
/// sample, `questions.bin`, `rejects.jsonl`, `fingerprints.bin` and `unit.json`. Nothing in it says
/// where the unit stands in its split.
struct UnitOutput: ~Copyable {
    /// What a reader of the report should know.
    var warnings: [String] = []
    /// Whether the shard's digest is told.
    var isHashed = false
    /// What the filters dropped; nothing where there are none.
    var filterCounts: FilterCounts?

    private let unit: IngestUnit
    private let folder: String
    private var questions: UnitQuestionFile
    private var rejects: TableWriter<UnitReject>
    private var shard: ShardWriter?
    private var keys = SampleKeys()
    private var accounting = Accounting()
    private var counts: [Capability: Int] = [:]
    private var notes: [String: Int] = [:]
    private let maker: FingerprintMaker
    private var fingerprints: FingerprintFile

    /// Opens the tables in a folder.
    init(
        _ unit: IngestUnit, of dataset: DatasetSpecification, folder: String
    ) throws(Fault) {
        try FileSystem.createFolder(folder)
        let questions = try UnitQuestionFile(path: folder + "/questions.bin")
        let rejects = try TableWriter<UnitReject>(path: folder + "/rejects.jsonl")
        self.init(unit, dataset, folder: folder, questions: questions, rejects: rejects)
    }

    private init(
        _ unit: IngestUnit, _ dataset: DatasetSpecification, folder: String,
        questions: consuming UnitQuestionFile,
        rejects: consuming TableWriter<UnitReject>
    ) {
        self.unit = unit
        self.folder = folder
        self.questions = questions
        self.rejects = rejects
        maker = FingerprintMaker(rules: dataset.duplicates)
        fingerprints = FingerprintFile(dataset: unit.dataset, split: unit.split)
    }

    /// Notes a row that became no question.
    ///
    /// - Parameters:
    ///   - ordinal: which of the unit's rows it is.
    ///   - id: its id, if it is known.
    mutating func refuse(_ ordinal: Int, id: String? = nil, _ refusal: Refusal) throws(Fault) {
        let origin = RowOrigin(file: "")
        var refusal = refusal
        refusal.duplicateOf = refusal.duplicateOf.map { unit.qualified($0) }
        try append(
            UnitReject(
                ordinal: ordinal,
                reject: origin.reject(
                    refusal, source: unit.dataset, id: (id ?? refusal.id).map { unit.qualified($0) }
                )))
    }

    /// Notes an input that became no question.
    mutating func append(_ reject: UnitReject) throws(Fault) {
        try rejects.append(reject)
        accounting.inputs += 1
        accounting.rejects[reject.reject.reason, default: 0] += 1
    }

    /// Writes a sample: its pictures into the shard, its questions into the table.
    mutating func append(
        _ questions: [CheckedQuestion], _ pictures: [CheckedPicture]
    ) throws(Fault) {
        guard let first = pictures.first else {
            throw Fault(.internalError, "a sample of `\(unit.name)` has no picture")
        }
        var questions = questions
        for index in questions.indices {
            questions[index].question.id = unit.qualified(questions[index].question.id)
        }
        let texts = questions.map { QuestionText($0.question) }
        let placed = try openShard().addSample(
            key: keys.key(for: first.picture.digest), pictures: pictures.map(\.picture),
            questions: questions.map(\.question.id)
        ) { SampleText.bytes(of: texts, about: $0) }
        let perceptual = pictures.map(\.picture.perceptualHash)
        let hashes = perceptual.contains(0) ? [] : perceptual
        for (checked, text) in zip(questions, texts) {
            let question = checked.question
            try self.questions.append(
                UnitQuestion(
                    ordinal: checked.ordinal, id: question.id, capability: question.capability,
                    pictures: placed, notes: checked.notes, text: text))
            counts[question.capability, default: 0] += 1
            for note in checked.notes { notes[note, default: 0] += 1 }
            fingerprints.rows.append(
                maker.fingerprint(
                    of: question, pictures: placed.map(\.digest), perceptualHashes: hashes))
        }
        accounting.inputs += questions.count
        accounting.outputs += questions.count
    }

    /// Closes the files and writes `unit.json`.
    mutating func close() throws(Fault) -> Ingestion.Outcome {
        try questions.close()
        try rejects.close()
        let digest = try shard?.close() ?? nil
        try fingerprints.write(to: folder + "/fingerprints.bin")
        let summary = UnitSummary(
            accounting: accounting, counts: counts, hasShard: shard != nil, warnings: warnings,
            notes: notes, filterCounts: filterCounts)
        var bytes: [UInt8] = []
        summary.json.append(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        try BufferedFile.write(bytes, to: folder + "/unit.json")
        return Ingestion.Outcome(
            accounting: accounting, digests: digest.map { ["shard.tar": $0] } ?? [:])
    }

    private mutating func openShard() throws(Fault) -> ShardWriter {
        if let shard { return shard }
        let opened = try ShardWriter(
            name: "shard", shardFolder: folder, indexFolder: folder, isHashed: isHashed)
        shard = opened
        return opened
    }
}
