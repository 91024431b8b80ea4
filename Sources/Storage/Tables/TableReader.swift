public import Records

/// Reads tables that `TableWriter` wrote.
public enum TableReader {
    /// The rows of a table.
    ///
    /// - Throws: a `Fault` with file and line where a row is broken.
    public static func read<Row: TableRow>(
        _ type: Row.Type, from path: String
    ) throws(Fault) -> [Row] {
        var rows: [Row] = []
        try forEach(type, from: path) { rows.append($0) }
        return rows
    }

    /// Calls `body` with each row of a table, in order.
    ///
    /// - Throws: a `Fault` with file and line where a row is broken, and what `body` throws.
    public static func forEach<Row: TableRow>(
        _ type: Row.Type, from path: String, _ body: (Row) throws(Fault) -> Void
    ) throws(Fault) {
        let file = try MappedFile(path)
        let parser = TableLineParser(file: path)
        unsafe try file.withBytes { bytes throws(Fault) in
            let text = unsafe bytes.assumingMemoryBound(to: UInt8.self)
            unsafe try JSONLines.forEach(in: text) { line, number throws(Fault) in
                try body(unsafe parser.row(line, line: number))
            }
        }
        try file.checkWhole()
    }
}
