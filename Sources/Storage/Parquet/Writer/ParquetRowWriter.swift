public import Records

/// Writes a table of single values and lists of texts, value by value: for tables of very many rows,
/// where a list of values for each row would cost more than writing it.
///
///     let table = try ParquetRowWriter(path, columns: columns)
///     table.put("question 1")
///     table.put(7)
///     try table.endRow()
///     try table.close()
///
/// The file is the one that `ParquetWriter` makes of the same rows.
public final class ParquetRowWriter {
    /// How many rows have been written.
    public var rowCount: Int { writer.rowCount }

    private let writer: ParquetWriter
    private let columns: [Column]
    /// The column of the next value.
    private var next = 0
    /// How many bytes the row has.
    private var byteCount = 0
    /// Why the row cannot be written.
    private var fault: Fault?

    /// What a column takes.
    private final class Column {
        let name: String
        let encoder: ColumnEncoder
        let kind: Kind
        let isNullable: Bool

        init(_ node: WriterNode, _ kind: Kind, _ encoders: [ColumnEncoder]) {
            name = node.name
            encoder = encoders[node.leaves.lowerBound]
            self.kind = kind
            isNullable = node.isNullable
        }
    }

    private enum Kind {
        case bool, int32, int64, double, string, strings
    }

    /// Begins a file; see `ParquetWriter`.
    ///
    /// - Throws: a `Fault` where a table cannot have these columns, or the disk refuses.
    /// - Precondition: no column holds structures, or lists of anything but texts.
    public init(
        _ path: String, columns: [ParquetColumn], options: ParquetWriterOptions = .init()
    ) throws(Fault) {
        let writer = try ParquetWriter(path, columns: columns, options: options)
        self.writer = writer
        self.columns = writer.schema.columns.map { node in
            guard let kind = ParquetRowWriter.kind(of: node) else {
                preconditionFailure("the column `\(node.name)` is not one of single values")
            }
            return Column(node, kind, writer.encoders)
        }
    }

    private static func kind(of node: WriterNode) -> Kind? {
        switch node.content {
        case .leaf(_, .bool): return .bool
        case .leaf(_, .int32): return .int32
        case .leaf(_, .int64): return .int64
        case .leaf(_, .double): return .double
        case .leaf(_, .string): return .string
        case .list(let element, _):
            if case .leaf(_, .string) = element.content { return .strings }
            return nil
        case .leaf, .structure: return nil
        }
    }

    /// Puts a whole number into the next column.
    ///
    /// - Precondition: it is one of whole numbers; of 32 bits, if those are enough.
    public func put(_ value: Int) {
        let column = take()
        let isSmall = column.kind == .int32
        precondition(
            isSmall && Int32(exactly: value) != nil || column.kind == .int64,
            "the column `\(column.name)` takes no whole number")
        column.encoder.append(Int64(value), repetition: 0)
        byteCount += isSmall ? 4 : 8
    }

    /// Puts a number into the next column.
    ///
    /// - Precondition: it is one of numbers.
    public func put(_ value: Double) {
        let column = take()
        precondition(column.kind == .double, "the column `\(column.name)` takes no number")
        column.encoder.append(value, repetition: 0)
        byteCount += 8
    }

    /// Puts true or false into the next column.
    ///
    /// - Precondition: it is one of booleans.
    public func put(_ value: Bool) {
        let column = take()
        precondition(column.kind == .bool, "the column `\(column.name)` takes no boolean")
        column.encoder.append(value, repetition: 0)
        byteCount += 1
    }

    /// Puts a text into the next column.
    ///
    /// - Precondition: it is one of texts.
    public func put(_ text: String) {
        let column = take()
        precondition(column.kind == .string, "the column `\(column.name)` takes no text")
        guard isShort(text.utf8.count) else { return }
        column.encoder.append(text, repetition: 0)
    }

    /// Puts a text into the next column; `endRow` throws if it is not UTF-8.
    ///
    /// - Precondition: it is one of texts.
    public func put(_ text: ByteSlice) {
        let column = take()
        precondition(column.kind == .string, "the column `\(column.name)` takes no text")
        guard isShort(text.count) else { return }
        if !UTF8Check.isValid(text) {
            fault = Fault(
                .badInput, "the column `\(column.name)` cannot hold text that is not UTF-8")
        }
        column.encoder.append(text, repetition: 0)
    }

    /// Puts a list of texts into the next column.
    ///
    /// - Precondition: it is one of such lists.
    public func put(_ texts: [String]) {
        let column = take()
        precondition(column.kind == .strings, "the column `\(column.name)` takes no list")
        byteCount += 1
        if texts.isEmpty {
            column.encoder.appendAbsent(definition: column.isNullable ? 1 : 0, repetition: 0)
        }
        for (place, text) in texts.enumerated() {
            guard isShort(text.utf8.count) else { return }
            column.encoder.append(text, repetition: place == 0 ? 0 : 1)
        }
    }

    /// Leaves the next column without a value.
    ///
    /// - Precondition: its values may be missing.
    public func putNull() {
        let column = take()
        precondition(column.isNullable, "the column `\(column.name)` always has a value")
        column.encoder.appendAbsent(definition: 0, repetition: 0)
        byteCount += 1
    }

    /// Ends the row.
    ///
    /// - Throws: a `Fault` where a value of the row cannot be written, or the disk refuses; the file
    ///   is spoiled then.
    /// - Precondition: each column has got its value.
    public func endRow() throws(Fault) {
        precondition(next == columns.count, "\(next) values for \(columns.count) columns")
        if let fault { throw fault }
        try writer.endRow(byteCount: byteCount)
        next = 0
        byteCount = 0
    }

    /// Writes what is left, waits until it is on the disk, and gives the file its name.
    ///
    /// - Throws: a `Fault` where the disk refuses, or a row could not be written; there is no file then.
    /// - Precondition: the last row is ended.
    public func close() throws(Fault) {
        if let fault { throw fault }
        precondition(next == 0, "the last row is not ended")
        try writer.close()
    }

    private func take() -> Column {
        precondition(next < columns.count, "more values than columns")
        defer { next += 1 }
        return columns[next]
    }

    /// Counts the bytes of a text, unless the row has too many.
    private func isShort(_ count: Int) -> Bool {
        byteCount += count + 4
        if byteCount <= WriterSchema.rowByteLimit { return true }
        fault = Fault(
            .badInput,
            "a row of \(byteCount) bytes; at most \(WriterSchema.rowByteLimit) can be written")
        return false
    }
}
