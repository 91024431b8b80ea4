import Records
import Storage

/// The file of a phase's rows: JSON Lines, or Parquet where the rows hold the pictures themselves.
struct RowFile: ~Copyable {
    private let facts: TargetFacts
    private let pictures: PictureFiles
    private var lines: TableWriter<TrainerRow>?
    private let table: ParquetWriter?

    /// Begins a file.
    ///
    /// - Throws: a `Fault` where it cannot be written.
    init(_ path: String, _ facts: TargetFacts, pictures: PictureFiles) throws(Fault) {
        var lines: TableWriter<TrainerRow>?
        var table: ParquetWriter?
        switch (facts.pictureForm, facts.label) {
        case (.bytes, .column(let label)):
            // Plain bytes: as pictures of Hugging Face's they would be turned by what their files say.
            table = try ParquetWriter(
                path,
                columns: [
                    ParquetColumn(facts.textColumn, .string, isNullable: false),
                    ParquetColumn(
                        "images", .list(of: .binary, nullableElements: false), isNullable: false),
                    ParquetColumn(label, .string, isNullable: false),
                ])
        default: lines = try TableWriter(path: path)
        }
        self.facts = facts
        self.pictures = pictures
        self.lines = lines
        self.table = table
    }

    /// Adds a row.
    ///
    /// - Throws: a `Fault` where a picture cannot be read, or the row not be written.
    mutating func append(_ label: AnswerLabel, index: Int, text: String) throws(Fault) {
        guard let table else {
            try lines?.append(TrainerRow(label, index: index, text: text, for: facts))
            return
        }
        var images: [ParquetValue] = []
        for picture in label.question.pictures {
            images.append(.bytes(ByteSlice(try pictures.bytes(picture))))
        }
        try table.append([
            .string(ByteSlice(Array(text.utf8))), .list(images),
            .string(ByteSlice(Array(label.text.utf8))),
        ])
    }

    /// Writes what is left.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    mutating func close() throws(Fault) {
        try table?.close()
        try lines?.close()
    }
}
