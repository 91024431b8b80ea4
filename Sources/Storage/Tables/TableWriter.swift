public import Records

/// Writes a table as JSON Lines: one row, one line, columns in the order the row gives them. For a
/// folder that is not published yet, as `BufferedFile`.
public struct TableWriter<Row: TableRow>: ~Copyable {
    private var file: BufferedFile

    /// Makes or empties the file.
    ///
    /// - Throws: a `Fault` where it cannot be opened.
    public init(path: String) throws(Fault) { file = try BufferedFile(path: path) }

    /// Appends a row.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public mutating func append(_ row: Row) throws(Fault) {
        try file.append { bytes in
            row.json.append(to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
    }

    /// Writes what is left. Without it the last rows are lost.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public mutating func close() throws(Fault) { try file.close() }
}

extension TableWriter {
    /// Writes a whole table.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public static func write(_ rows: some Sequence<Row>, to path: String) throws(Fault) {
        var writer = try TableWriter(path: path)
        for row in rows { try writer.append(row) }
        try writer.close()
    }
}
