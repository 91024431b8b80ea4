public import Records

/// Writes a table of records, such as questions or rejects, as Parquet.
///
/// A row is a JSON object; its members are taken by the names of the declared columns, so the table
/// has the same columns whatever the rows hold.
public final class ParquetTableWriter {
    private let columns: [ParquetColumn]
    private let writer: ParquetWriter

    /// How many rows have been appended.
    public var rowCount: Int { writer.rowCount }

    /// Begins a file; see `ParquetWriter`.
    ///
    /// - Throws: a `Fault` where a table cannot have these columns, or the disk refuses.
    public init(
        _ path: String, columns: [ParquetColumn], options: ParquetWriterOptions = .init()
    ) throws(Fault) {
        self.columns = columns
        writer = try ParquetWriter(path, columns: columns, options: options)
    }

    /// Appends a row. A column that the object lacks is null.
    ///
    /// - Throws: a `Fault` that names the column where the object has a member that was not
    ///   declared, or a value that its column cannot hold (the row is left out then), or where the
    ///   disk refuses.
    public func append(_ row: JSONValue) throws(Fault) {
        try writer.append(try ParquetValue.members(columns, of: row, in: "the row"))
    }

    /// Appends a record; see above.
    public func append(_ row: some TableRow) throws(Fault) { try append(row.json) }

    /// Writes what is left, waits until it is on the disk, and gives the file its name.
    ///
    /// - Throws: a `Fault` where the disk refuses; there is no file then.
    public func close() throws(Fault) { try writer.close() }
}

extension ParquetTableWriter {
    /// Writes a whole table.
    ///
    /// - Throws: a `Fault` where a row does not fit the columns, or the disk refuses.
    public static func write(
        _ rows: some Sequence<some TableRow>, columns: [ParquetColumn], to path: String
    ) throws(Fault) {
        let writer = try ParquetTableWriter(path, columns: columns)
        for row in rows { try writer.append(row) }
        try writer.close()
    }
}
