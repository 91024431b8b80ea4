import Glibc
public import Records

/// Writes a table as JSON Lines: one row, one line, columns in the order the row gives them.
public struct TableWriter<Row: TableRow>: ~Copyable {
    private let file: FileDescriptor
    private var buffer: [UInt8] = []

    /// Makes or empties the file.
    ///
    /// - Throws: a `Fault` where it cannot be opened.
    public init(path: String) throws(Fault) {
        file = try FileDescriptor.open(path, O_WRONLY | O_CREAT | O_TRUNC, for: "write")
        buffer.reserveCapacity(1 << 17)
    }

    /// Appends a row.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public mutating func append(_ row: Row) throws(Fault) {
        row.json.append(to: &buffer)
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= 1 << 16 { try flush() }
    }

    /// Writes what is left and waits until it is on the disk. Without it the last rows are lost.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public mutating func close() throws(Fault) {
        try flush()
        try file.sync()
    }

    private mutating func flush() throws(Fault) {
        unsafe try file.write(buffer.span.bytes)
        buffer.removeAll(keepingCapacity: true)
    }
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
