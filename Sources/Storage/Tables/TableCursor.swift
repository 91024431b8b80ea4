public import Records

/// Reads a table that `TableWriter` wrote, a row whenever one is asked for.
public final class TableCursor<Row: TableRow> {
    private let path: String
    private let lines: TableLines
    private var number = 0

    /// Opens a table before its first row.
    ///
    /// - Throws: a `Fault` where the file cannot be read.
    public init(_ path: String) throws(Fault) {
        self.path = path
        lines = try TableLines(path)
    }

    /// The next row; nothing behind the last.
    ///
    /// - Throws: a `Fault` with file and line where a row is broken.
    public func next() throws(Fault) -> Row? {
        guard let line = try lines.nextRow() else { return nil }
        number += 1
        do throws(Fault) {
            return try Row(json: try JSONReader.parse(line.bytes, file: path))
        } catch {
            var fault = error
            fault.location = SourceLocation(file: path, line: number)
            throw fault
        }
    }
}
