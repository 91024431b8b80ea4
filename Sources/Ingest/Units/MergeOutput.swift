import Manifests
import Records
import Storage

/// What joining units writes.
struct MergeOutput: ~Copyable {
    private let folder: String
    private let settings: IngestSettings
    private var questions: TableWriter<Question>
    private let rejects: ParquetTableWriter
    private let lineage: ParquetTableWriter
    private var tally = MergeTally()

    /// Opens the tables in a folder.
    init(folder: String, settings: IngestSettings) throws(Fault) {
        try FileSystem.createFolder(folder + "/shards")
        try FileSystem.createFolder(folder + "/index")
        let questions = try TableWriter<Question>(path: folder + "/questions.jsonl")
        let rejects = try ParquetTableWriter(
            folder + "/rejects.parquet", columns: Reject.columns)
        let lineage = try ParquetTableWriter(
            folder + "/lineage.parquet", columns: Lineage.columns)
        self.init(folder, settings, questions, rejects, lineage)
    }

    private init(
        _ folder: String, _ settings: IngestSettings, _ questions: consuming TableWriter<Question>,
        _ rejects: ParquetTableWriter, _ lineage: ParquetTableWriter
    ) {
        self.folder = folder
        self.settings = settings
        self.questions = questions
        self.rejects = rejects
        self.lineage = lineage
    }

    /// Adds what a unit wrote.
    mutating func append(
        _ unit: IngestUnit, from source: String, rows: UnitRows
    ) throws(Fault) {
        let summary = try UnitSummary(json: try JSONReader.parse(file: source + "/unit.json"))
        if summary.hasShard {
            try FileSystem.hardLink(
                source + "/shard.tar", at: "\(folder)/shards/\(unit.name).tar")
            try FileSystem.hardLink(source + "/shard.idx", at: "\(folder)/index/\(unit.name).idx")
        }
        try tally.add(summary, of: unit)
        try TableReader.forEach(UnitQuestion.self, from: source + "/questions.jsonl") {
            row throws(Fault) in
            var question = row.question
            for index in question.pictures.indices { question.pictures[index].shard = unit.name }
            try questions.append(question)
            try lineage.append(
                Lineage(of: row, from: try rows.origin(of: row.ordinal), in: unit))
            try tally.add(question, of: unit)
        }
        try TableReader.forEach(UnitReject.self, from: source + "/rejects.jsonl") {
            row throws(Fault) in
            var reject = row.reject
            if let ordinal = row.ordinal { try rows.origin(of: ordinal).place(&reject) }
            try rejects.append(reject)
        }
    }

    /// Closes the tables and writes `summary.json`.
    mutating func close(datasets: [DatasetSpecification]) throws(Fault) -> IngestSummary {
        try questions.close()
        try rejects.close()
        try lineage.close()
        let result = try tally.summary(of: datasets)
        var bytes: [UInt8] = []
        result.json.append(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        try FileSystem.write(bytes, to: folder + "/summary.json")
        return result
    }
}
