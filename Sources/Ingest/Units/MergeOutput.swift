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
    /// The shards that there are, in plan order.
    private var shards: [String] = []

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
        _ unit: IngestUnit, from source: String, rows: UnitRows, _ duplicates: MergeDuplicates
    ) throws(Fault) {
        let summary = try UnitSummary(json: try JSONReader.parse(file: source + "/unit.json"))
        try tally.add(summary, of: unit)
        if duplicates.drops(from: unit) {
            try rewrite(unit, from: source, rows, duplicates)
        } else {
            if summary.hasShard {
                try FileSystem.hardLink(
                    source + "/shard.tar", at: "\(folder)/shards/\(unit.name).tar")
                try FileSystem.hardLink(
                    source + "/shard.idx", at: "\(folder)/index/\(unit.name).idx")
                shards.append(unit.name)
            }
            var number = 0
            try TableReader.forEach(UnitQuestion.self, from: source + "/questions.jsonl") {
                row throws(Fault) in
                let pictures = row.question.pictures
                try append(
                    row, at: pictures, duplicates.notes(unit, question: number), unit, rows)
                number += 1
            }
        }
        try TableReader.forEach(UnitReject.self, from: source + "/rejects.jsonl") {
            row throws(Fault) in
            var reject = row.reject
            if let ordinal = row.ordinal { try rows.origin(of: ordinal).place(&reject) }
            try rejects.append(reject)
        }
    }

    /// Adds what a unit wrote, some of its questions left out.
    private mutating func rewrite(
        _ unit: IngestUnit, from source: String, _ rows: UnitRows, _ duplicates: MergeDuplicates
    ) throws(Fault) {
        var rewriter: ShardRewriter?
        var sample: [UnitQuestion] = []
        var notes: [[String]] = []
        let all = try TableReader.read(UnitQuestion.self, from: source + "/questions.jsonl")
        for (number, row) in all.enumerated() {
            if let found = duplicates.drop(unit, question: number) {
                try drop(row, found, unit, rows)
            } else {
                sample.append(row)
                notes.append(duplicates.notes(unit, question: number))
            }
            let next = number + 1 < all.count ? all[number + 1].question.pictures : []
            guard next.first?.offset != row.question.pictures.first?.offset, !sample.isEmpty else {
                continue
            }
            if rewriter == nil {
                rewriter = try ShardRewriter(source, name: unit.name, into: folder)
                shards.append(unit.name)
            }
            let placed = try rewriter?.append(sample) ?? []
            for (row, notes) in zip(sample, notes) {
                try append(row, at: placed, notes, unit, rows)
            }
            (sample, notes) = ([], [])
        }
        try rewriter?.close()
    }

    /// Adds a question that stays.
    private mutating func append(
        _ row: UnitQuestion, at pictures: [Picture], _ notes: [String], _ unit: IngestUnit,
        _ rows: UnitRows
    ) throws(Fault) {
        var row = row
        row.question.pictures = pictures
        for index in pictures.indices { row.question.pictures[index].shard = unit.name }
        row.notes += notes
        try questions.append(row.question)
        try lineage.append(Lineage(of: row, from: try rows.origin(of: row.ordinal), in: unit))
        try tally.add(row.question, notes: notes, of: unit)
    }

    /// Writes down a question that repeats another.
    private mutating func drop(
        _ row: UnitQuestion, _ found: MergeDuplicates.Repeat, _ unit: IngestUnit, _ rows: UnitRows
    ) throws(Fault) {
        var refusal = Refusal(
            found.kind.rawValue,
            "it repeats `\(found.other.id)` of `\(found.other.dataset)/\(found.other.split)`",
            measured: found.distance == 0 ? nil : "\(found.distance)")
        refusal.duplicateOf = found.other.id
        let origin = try rows.origin(of: row.ordinal)
        try rejects.append(
            origin.reject(refusal, source: unit.dataset, id: row.question.id))
        tally.drop(row, reason: found.kind.rawValue, of: unit)
    }

    /// Closes the tables, and writes the index of all questions and `summary.json`.
    mutating func close(
        datasets: [DatasetSpecification], _ duplicates: MergeDuplicates
    ) throws(Fault) -> IngestSummary {
        try questions.close()
        try rejects.close()
        try lineage.close()
        try QuestionIndexFile.write(
            shards: shards, indexFolder: folder + "/index", to: folder + "/index/questions.idx")
        if settings.writesEnergonIndex {
            for name in shards {
                try ShardIndexFile("\(folder)/index/\(name).idx")
                    .writeEnergonIndex(to: "\(folder)/shards/\(name).tar.idx")
            }
        }
        var result = try tally.summary(of: datasets)
        result.duplicates = duplicates.json
        result.warnings += duplicates.warnings
        var bytes: [UInt8] = []
        result.json.append(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        try FileSystem.write(bytes, to: folder + "/summary.json")
        return result
    }
}
