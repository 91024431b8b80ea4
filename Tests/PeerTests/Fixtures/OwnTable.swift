import Records
import Storage

/// A table that we write and peers read.
struct OwnTable: Sendable, CustomStringConvertible {
    var name: String
    var columns: [ParquetColumn]
    var options = ParquetWriterOptions()
    var rows: [[ParquetValue]]
    /// Peers that do not read such a table, whoever wrote it.
    var refusedBy: [String] = []
    var description: String { name }

    /// Writes the table.
    func write(to path: String) throws {
        let writer = try ParquetWriter(path, columns: columns, options: options)
        for row in rows { try writer.append(row) }
        try writer.close()
    }

    /// All of them.
    static let all =
        [flat, required, nested, pictures, noRows, oneNull, manyGroups, manyPages, uncompressed]
        + [severalBytes]

    private static let flat = OwnTable(
        name: "flat", columns: everyType,
        rows: (0..<300).map { index in
            everyValue(index).enumerated().map { (index + $0) % 7 == 0 ? .null : $1 }
        })

    private static let required = OwnTable(
        name: "required",
        columns: everyType.map { ParquetColumn($0.name, $0.type, isNullable: false) },
        rows: (0..<300).map { everyValue($0) })

    private static let nested = OwnTable(
        name: "nested",
        columns: [
            ParquetColumn("names", .list(of: .string)),
            ParquetColumn("pairs", .list(of: .list(of: .int64), nullableElements: false)),
            ParquetColumn(
                "prompt",
                .list(
                    of: .structure([
                        ParquetColumn("role", .string, isNullable: false),
                        ParquetColumn("content", .string),
                        ParquetColumn("weights", .list(of: .double)),
                    ]))),
            ParquetColumn(
                "model",
                .structure([
                    ParquetColumn("style", .string),
                    ParquetColumn("truth", .structure([ParquetColumn("value", .int32)])),
                ])),
            ParquetColumn("always", .list(of: .bool, nullableElements: false), isNullable: false),
        ],
        rows: (0..<200).map { nestedRow($0) })

    private static let pictures = OwnTable(
        name: "pictures",
        columns: [
            ParquetColumn("id", .string), ParquetColumn("images", .list(of: .image)),
            ParquetColumn("image", .image), ParquetColumn("width", .int64),
        ],
        rows: (0..<60).map { index in
            let picture = picture(index)
            let images: ParquetValue =
                switch index % 5 {
                case 0: .null
                case 1: .list([])
                case 2: .list([picture, .null, picture])
                default: .list([picture])
                }
            return [string("q\(index)"), images, picture, .int(Int64(index))]
        })

    private static let noRows = OwnTable(
        name: "no_rows", columns: everyType, rows: [],
        // `datasets` refuses every file without rows.
        refusedBy: ["datasets"])

    private static let oneNull = OwnTable(
        name: "one_null", columns: everyType, rows: [everyType.map { _ in .null }])

    private static let manyGroups = OwnTable(
        name: "many_groups", columns: nested.columns, options: options { $0.rowGroupRowLimit = 7 },
        rows: (0..<100).map { nestedRow($0) })

    /// Pages of a kilobyte: dictionaries that are given up, and lists cut between rows.
    private static let manyPages = OwnTable(
        name: "many_pages",
        columns: nested.columns + everyType, options: options { $0.pageByteLimit = 1 << 10 },
        rows: (0..<3000).map { nestedRow($0) + everyValue($0) })

    private static let uncompressed = OwnTable(
        name: "uncompressed", columns: everyType, options: options { $0.isCompressed = false },
        rows: (0..<300).map { everyValue($0) })

    /// More bytes than wait in memory, in a column that is not the first of bytes.
    private static let severalBytes = OwnTable(
        name: "several_bytes",
        columns: [
            ParquetColumn("first", .binary), ParquetColumn("second", .binary),
            ParquetColumn("name", .string),
        ], options: options { $0.rowGroupRowLimit = 40 },
        rows: (0..<60).map { index in
            [bytes(index, count: 1000), bytes(index + 1, count: 300_000), string("\(index)")]
        })

    private static func options(
        _ change: (inout ParquetWriterOptions) -> Void
    ) -> ParquetWriterOptions {
        var options = ParquetWriterOptions()
        change(&options)
        return options
    }
}
