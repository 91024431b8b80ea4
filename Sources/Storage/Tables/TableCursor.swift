public import Records

/// Reads a table that `TableWriter` wrote, a row whenever one is asked for. Not for two threads at once.
public final class TableCursor<Row: TableRow> {
    private let lines: TableLines
    private let parser: TableLineParser
    private var number = 0

    /// Opens a table before its first row.
    ///
    /// - Throws: a `Fault` where the file cannot be read.
    public init(_ path: String) throws(Fault) {
        lines = try TableLines(path)
        parser = TableLineParser(file: path)
    }

    /// The next row; nothing behind the last. Blank lines are skipped.
    ///
    /// - Throws: a `Fault` with file and line where a row is broken.
    public func next() throws(Fault) -> Row? {
        while let line = try lines.nextRow() {
            number += 1
            let row: Row? = unsafe try line.withBytes { bytes throws(Fault) -> Row? in
                let text = unsafe bytes.assumingMemoryBound(to: UInt8.self)
                guard unsafe !JSONLines.isBlank(text) else { return nil }
                let row: Row = unsafe try parser.row(text, line: number)
                return row
            }
            if let row { return row }
        }
        return nil
    }
}
