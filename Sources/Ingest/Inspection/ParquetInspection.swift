import Records
import Storage

/// Tells what the footer of a Parquet file says, and shows its first rows.
enum ParquetInspection {
    /// Larger pages are not decompressed to show a row.
    private static let pageByteCount = 64 << 20

    static func inspect(rows: Int, _ inspection: inout Inspection) {
        inspection.kind = "parquet"
        var limits = ParquetLimits()
        limits.pageByteCount = pageByteCount
        do throws(ParquetFault) {
            let file = try ParquetFile(inspection.path, limits: limits)
            add(file, to: &inspection)
            try addRows(file, rows: rows, to: &inspection)
            guard !isTable(file) else { return }
            let fields = file.fields.map { ($0.name, isPicture($0)) }
            inspection.snippet = DatasetSnippet(inspection.path, fields: fields)
        } catch {
            guard error.reason == ParquetFault.tooLarge, !inspection.tables.isEmpty else {
                inspection.refuse(error.reason, error.description)
                return
            }
            inspection.remarks.append("no rows are shown: \(error.description)")
        }
    }

    /// Whether an ingest wrote it about rows: those are no rows to make questions of.
    private static func isTable(_ file: ParquetFile) -> Bool {
        let names = file.fields.map(\.name)
        return file.createdBy == ParquetWriter.createdBy
            && [Reject.columns, Lineage.columns].contains { $0.map(\.name) == names }
    }

    private static func add(_ file: ParquetFile, to inspection: inout Inspection) {
        inspection.add("rows", file.rowCount)
        let groups = file.rowGroups
        inspection.add("row_groups", groups.count)
        let counts = groups.map(\.rowCount)
        if groups.count > 1, let least = counts.min(), let most = counts.max() {
            inspection.add(
                "rows_per_group", [.integer(least), .integer(most)],
                text: "\(Number.grouped(least)) to \(Number.grouped(most))")
        }
        inspection.add("column_count", file.fields.count)
        if let creator = file.createdBy { inspection.add("created_by", .string(creator)) }
        let keys = file.keyValues.map(\.key)
        if !keys.isEmpty {
            inspection.add("key_values", .array(keys.prefix(20).map { .string($0) }))
        }
        if let features = features(of: file) { inspection.add("huggingface", features) }
        inspection.add(
            "columns",
            [
                "path", "type", "codecs", "encodings", "compressed_bytes", "uncompressed_bytes",
                "offset_index",
            ], file.columns.map { row(of: $0) })
        if groups.count > 1 {
            inspection.add(
                "row_group_sizes", ["rows", "compressed_bytes", "uncompressed_bytes"],
                groups.map { group in
                    [
                        .integer(group.rowCount), .integer(group.compressedByteCount),
                        .integer(group.uncompressedByteCount),
                    ]
                })
        }
    }

    private static func row(of column: ParquetColumnSummary) -> [JSONValue] {
        [
            .string(column.path.joined(separator: ".")), .string(column.typeDescription),
            .array(column.codecs.map { .string("\($0)") }),
            .array(column.encodings.map { .string("\($0)") }),
            .integer(column.compressedByteCount), .integer(column.uncompressedByteCount),
            .bool(column.hasOffsetIndex),
        ]
    }

    /// The features that `datasets` keeps, as `name: type`.
    private static func features(of file: ParquetFile) -> JSONValue? {
        guard let text = file.features,
            let json = try? JSONReader.parse(Array(text.utf8), file: "huggingface"),
            let features = json["info"]?["features"]?.objectValue
        else { return nil }
        return .array(
            features.prefix(100).map { .string("\($0.name): \(type(of: $0.value, depth: 0))") })
    }

    private static func type(of feature: JSONValue, depth: Int) -> String {
        guard depth < 4 else { return "…" }
        if let type = feature["_type"]?.stringValue {
            let inner = feature["feature"].map { "<\(self.type(of: $0, depth: depth + 1))>" }
            return feature["dtype"]?.stringValue ?? type + (inner ?? "")
        }
        if let element = feature.arrayValue?.first {
            return "[\(type(of: element, depth: depth + 1))]"
        }
        return feature.objectValue == nil ? "?" : "object"
    }

    private static func addRows(
        _ file: ParquetFile, rows: Int, to inspection: inout Inspection
    ) throws(ParquetFault) {
        let reader = try file.rows(0..<max(0, rows))
        while let values = try reader.next() {
            var row = Inspection.Row(number: reader.position - 1, line: 0)
            do throws(Refusal) {
                row.fields = CellText.fields(of: try ParquetRecord.record(reader.names, values))
            } catch {
                row.refusal = Inspection.Reason(error)
            }
            inspection.firstRows.append(row)
        }
    }

    /// Whether a field holds pictures' bytes, by its type.
    private static func isPicture(_ field: ParquetField) -> Bool {
        switch field.content {
        case .values(.byteArray, nil): true
        case .structure(let fields): fields.contains { $0.name == "bytes" && isPicture($0) }
        case .list(let element): isPicture(element)
        case .values, .map: false
        }
    }
}
