import Records
import Storage

extension Reject {
    /// The columns of `rejects.parquet`.
    static let columns: [ParquetColumn] = [
        ParquetColumn("source", .string, isNullable: false),
        ParquetColumn("file", .string, isNullable: false), ParquetColumn("row", .int64),
        ParquetColumn("line", .int64), ParquetColumn("position", .int64),
        ParquetColumn("entry", .string),
        ParquetColumn("id", .string), ParquetColumn("stage", .string, isNullable: false),
        ParquetColumn("reason", .string, isNullable: false),
        ParquetColumn("detail", .string, isNullable: false), ParquetColumn("measured", .string),
        ParquetColumn("duplicate_of", .string),
    ]
}

extension Lineage {
    /// The columns of `lineage.parquet`.
    static let columns: [ParquetColumn] = [
        ParquetColumn("id", .string, isNullable: false),
        ParquetColumn("source", .string, isNullable: false),
        ParquetColumn("split", .string, isNullable: false),
        ParquetColumn("file", .string, isNullable: false),
        ParquetColumn("row", .int64, isNullable: false), ParquetColumn("position", .int64),
        ParquetColumn("shard", .string, isNullable: false),
        ParquetColumn("offset", .int64, isNullable: false),
        ParquetColumn(
            "pictures", .list(of: .string, nullableElements: false), isNullable: false),
        ParquetColumn("notes", .list(of: .string, nullableElements: false), isNullable: false),
    ]

    /// The row of `lineage.parquet`: a value for each column. There is one for each question, so it
    /// does not go through JSON.
    var values: [ParquetValue] {
        [
            .text(id), .text(source), .text(split), .text(file), .int(Int64(row)),
            position.map { .int(Int64($0)) } ?? .null, .text(shard), .int(Int64(offset)),
            .list(pictures.map { .text($0.hex) }), .list(notes.map { .text($0) }),
        ]
    }
}
