public import Records

/// Reads tables that `ParquetTableWriter` wrote.
public enum ParquetTableReader {
    /// The rows of a table.
    ///
    /// - Throws: a `Fault` that names the file where it is broken, and the row where that is not of the
    ///   type.
    public static func read<Row: TableRow>(
        _ type: Row.Type, from path: String
    ) throws(Fault) -> [Row] {
        var rows: [Row] = []
        try forEach(type, from: path) { rows.append($0) }
        return rows
    }

    /// Calls `body` with each row of a table, in order, or with those in a range, counted from 0.
    ///
    /// - Throws: a `Fault` as `read` does, and what `body` throws.
    public static func forEach<Row: TableRow>(
        _ type: Row.Type, from path: String, rows: Range<Int>? = nil,
        _ body: (Row) throws(Fault) -> Void
    ) throws(Fault) {
        let cursor = try ParquetTableCursor<Row>(path, rows: rows)
        while let row = try cursor.next() { try body(row) }
    }

    /// A value as `ParquetTableWriter` took it.
    static func json(
        _ value: ParquetValue, in column: String
    ) throws(Fault) -> JSONValue {
        switch value {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .int(let value): return .integer(value)
        case .double(let value): return .number("\(value)")
        case .string(let bytes): return .string(String(decoding: bytes.bytes, as: UTF8.self))
        case .list(let elements):
            var values: [JSONValue] = []
            for element in elements { values.append(try json(element, in: column)) }
            return .array(values)
        case .object(let names, let fields):
            var members: [JSONValue.Member] = []
            for (name, field) in zip(names, fields) {
                members.append(.init(name, try json(field, in: column)))
            }
            return .object(members)
        default:
            throw Fault(.badInput, "the column `\(column)` holds what no table of ours does")
        }
    }
}
