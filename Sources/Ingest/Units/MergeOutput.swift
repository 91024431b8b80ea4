import Manifests
import Records
import Storage

/// What joining units writes.
struct MergeOutput: ~Copyable {
    private let folder: String
    private let settings: IngestSettings
    private let space: SpillSpace
    private var questions: BufferedFile
    private let rejects: ParquetTableWriter
    private let lineage: ParquetWriter
    private var tally: MergeTally
    private let tags: ImageTagUse
    /// How many questions have no tag in data sets that have none.
    private var usualCount = 0
    /// The shards that there are, in plan order.
    private var shards: [String] = []

    /// Opens the tables in a folder.
    init(
        folder: String, settings: IngestSettings, tags: ImageTagUse, in space: SpillSpace
    ) throws(Fault) {
        try FileSystem.createFolder(folder + "/shards")
        try FileSystem.createFolder(folder + "/index")
        let questions = try BufferedFile(path: folder + "/questions.jsonl")
        // Small groups, since a group is in memory until it is written.
        var options = ParquetWriterOptions()
        options.rowGroupRowLimit = 1 << 14
        let rejects = try ParquetTableWriter(
            folder + "/rejects.parquet", columns: Reject.columns, options: options)
        let lineage = try ParquetWriter(
            folder + "/lineage.parquet", columns: Lineage.columns, options: options)
        self.init(folder, settings, tags, space, questions, rejects, lineage)
    }

    private init(
        _ folder: String, _ settings: IngestSettings, _ tags: ImageTagUse, _ space: SpillSpace,
        _ questions: consuming BufferedFile, _ rejects: ParquetTableWriter,
        _ lineage: ParquetWriter
    ) {
        self.tags = tags
        self.folder = folder
        self.settings = settings
        self.space = space
        tally = MergeTally(in: space)
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
            try UnitQuestionFile.forEach(in: source + "/questions.bin") { row throws(Fault) in
                try append(row, duplicates.notes(unit, question: number), unit, rows)
                number += 1
            }
        }
        try TableReader.forEach(UnitReject.self, from: source + "/rejects.jsonl") {
            row throws(Fault) in
            var reject = row.reject
            if let ordinal = row.ordinal {
                try rows.origin(of: ordinal).place(&reject)
                if reject.reason == RejectReason.duplicateID.rawValue,
                    let first = try rows.first(of: ordinal)
                {
                    reject.detail += ", \(first.text)"
                }
            }
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
        let all = try UnitQuestionFile.read(source + "/questions.bin")
        for (number, row) in all.enumerated() {
            if let found = duplicates.drop(unit, question: number) {
                try drop(row, found, unit, rows)
            } else {
                sample.append(row)
                notes.append(duplicates.notes(unit, question: number))
            }
            let next = number + 1 < all.count ? all[number + 1].pictures : []
            guard next.first?.offset != row.pictures.first?.offset, !sample.isEmpty else {
                continue
            }
            if rewriter == nil {
                rewriter = try ShardRewriter(source, name: unit.name, into: folder)
                shards.append(unit.name)
            }
            let placed = try rewriter?.append(sample) ?? []
            for (row, notes) in zip(sample, notes) {
                var row = row
                row.pictures = placed
                try append(row, notes, unit, rows)
            }
            (sample, notes) = ([], [])
        }
        try rewriter?.close()
    }

    /// Adds a question that stays.
    private mutating func append(
        _ row: UnitQuestion, _ notes: [String], _ unit: IngestUnit, _ rows: UnitRows
    ) throws(Fault) {
        let pictures = PictureList.placed(row.pictures, in: rows.shard)
        try questions.append { bytes in
            row.text.append(to: &bytes, pictures: pictures)
            bytes.append(UInt8(ascii: "\n"))
        }
        var origins = try rows.lineage(of: row)
        let relevant = tags.relevant(origins.notes, of: unit)
        if relevant.count < origins.notes.count { usualCount += 1 }
        origins.notes = relevant + notes
        try lineage.append(origins.values)
        try tally.add(row, notes: notes, of: unit)
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
            origin.reject(refusal, source: unit.dataset, id: row.id))
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
            shards: shards, indexFolder: folder + "/index", to: folder + "/index/questions.idx",
            memoryLimit: space.memoryLimit)
        if settings.writesEnergonIndex {
            for name in shards {
                try ShardIndexFile("\(folder)/index/\(name).idx")
                    .writeEnergonIndex(to: "\(folder)/shards/\(name).tar.idx")
            }
        }
        var result = try tally.summary(of: datasets)
        result.usualNotes = usualCount > 0 ? [TextReason.imageTagMissing.rawValue: usualCount] : [:]
        result.duplicates = duplicates.json
        result.warnings += duplicates.warnings
        var bytes: [UInt8] = []
        result.json.append(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        try BufferedFile.write(bytes, to: folder + "/summary.json")
        return result
    }
}
