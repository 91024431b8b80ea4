public import Records

/// Reads a table that `ParquetTableWriter` wrote, a row whenever one is asked for.
public final class ParquetTableCursor<Row: TableRow> {
    private let rows: ParquetRows
    private let others: [JSONValue.Member]

    /// Opens a table before its first row.
    ///
    /// - Parameters:
    ///   - columns: the columns that are read; all by default.
    ///   - others: what the columns that are not read are taken to hold.
    /// - Throws: a `Fault` where the file is broken, or has no such column.
    public init(
        _ path: String, columns: [String]? = nil, others: [JSONValue.Member] = []
    ) throws(Fault) {
        rows = try ParquetTableReader.cursor(path, nil, columns: columns)
        self.others = others
    }

    /// The next row; nothing behind the last.
    ///
    /// - Throws: a `Fault` where the file is broken, or the row is not of the type.
    public func next() throws(Fault) -> Row? {
        guard let values = try ParquetTableReader.next(rows) else { return nil }
        var members = others
        for (name, value) in zip(rows.names, values) {
            members.append(.init(name, try ParquetTableReader.json(value, in: name)))
        }
        return try Row(json: .object(members))
    }
}
