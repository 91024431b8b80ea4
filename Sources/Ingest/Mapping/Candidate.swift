import Records

/// A row that the mapping has made a question of; its pictures are not read yet.
struct Candidate: Sendable {
    /// The question, without pictures.
    var question: Question
    /// The pictures, as the row names or holds them.
    var pictures: [PictureReference]
    /// The row as it was read, derived fields among it.
    var record: SourceRecord
    /// Where the row stands.
    var origin: RowOrigin

    /// The reject that this candidate becomes.
    func reject(_ refusal: Refusal) -> Reject {
        origin.reject(refusal, source: question.source, id: question.id)
    }
}

/// Where a row stands.
struct RowOrigin: Sendable, Hashable {
    /// The annotation file, relative to the data root.
    var file: String
    /// Which row of the file, from 0; nothing for the file as a whole.
    var row: Int?
    /// The line it begins on, from 1, where the format has lines.
    var line: Int?
    /// The row's first byte in the file, where it has one.
    var position: Int?

    /// The reject for a refused row.
    func reject(_ refusal: Refusal, source: String, id: String? = nil) -> Reject {
        Reject(
            source: source, file: file, row: row, line: line, position: position,
            entry: refusal.entry, id: id ?? refusal.id, reason: refusal.reason,
            detail: refusal.detail, measured: refusal.measured, duplicateOf: refusal.duplicateOf)
    }

    /// Says in a reject where its row stands.
    func place(_ reject: inout Reject) {
        reject.file = file
        reject.row = row
        reject.line = line
        reject.position = position
    }

    /// Where it stands, for people: `line 7 of rows.jsonl`, or `row 3 of rows.parquet`, from 0.
    var text: String {
        if let line { return "line \(line) of `\(file)`" }
        return row.map { "row \($0) of `\(file)`" } ?? "`\(file)`"
    }
}
