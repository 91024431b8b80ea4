public import Records

/// Writes a table in which each row has a text of its own in the first column, and many rows are the
/// same otherwise: what they share is told once, as a pattern.
///
///     let table = try ParquetPatternWriter(path, columns: columns)
///     let often = try table.add(row)
///     for id in ids { try table.append(id, pattern: often) }
///     try table.close()
///
/// The file is the one that `ParquetWriter` makes of the same rows. A row costs what its text does and
/// a few steps for each column, which are taken column by column for some thousand rows together.
public final class ParquetPatternWriter {
    /// How many rows have been written.
    public var rowCount: Int { writer.rowCount }
    /// How many patterns there are.
    public var patternCount: Int { byteCounts.count }

    /// Rows whose columns but the first wait to be encoded.
    private static let waitingLimit = 4096

    private let writer: ParquetWriter
    private let columns: [ParquetColumn]
    /// What each column but the first has by pattern.
    private var patterns: [PagePatterns]
    /// The bytes of a row by pattern, without its text.
    private var byteCounts: [Int] = []
    /// The pattern of each row that waits.
    private var waiting: [UInt32] = []

    /// Begins a file; see `ParquetWriter`.
    ///
    /// - Throws: a `Fault` where a table cannot have these columns, or the disk refuses.
    /// - Precondition: the first column is one of texts, and none holds structures.
    public init(
        _ path: String, columns: [ParquetColumn], options: ParquetWriterOptions = .init()
    ) throws(Fault) {
        let writer = try ParquetWriter(path, columns: columns, options: options)
        precondition(columns.first?.type == .string, "the first column is not one of texts")
        precondition(
            writer.schema.columns.allSatisfy { $0.leaves.count == 1 }, "a column of structures")
        self.writer = writer
        self.columns = columns
        patterns = columns.dropFirst().map { _ in PagePatterns() }
        waiting.reserveCapacity(ParquetPatternWriter.waitingLimit)
    }

    /// Adds a pattern: the values of a record, but for that of the first column.
    ///
    /// - Returns: its number; they are counted from 0.
    /// - Throws: a `Fault` that names the column whose value is none of its type, or where the disk
    ///   refuses.
    public func add(_ record: some TableRow) throws(Fault) -> Int {
        var row = try ParquetValue.members(columns, of: record.json, in: "the row")
        row[0] = .text("")
        byteCounts.append(try writer.schema.byteCount(of: row))
        for (place, value) in row.dropFirst().enumerated() { patterns[place].append(value) }
        return patternCount - 1
    }

    /// Forgets all patterns, whose numbers begin anew.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public func removePatterns() throws(Fault) {
        try writer.guarded { () throws(Fault) in try encodeWaiting() }
        byteCounts = []
        for place in patterns.indices { patterns[place] = PagePatterns() }
    }

    /// Writes a row.
    ///
    /// - Throws: a `Fault` where the text is not UTF-8 or the row too long (it is left out then), or
    ///   where the disk refuses.
    /// - Precondition: there is such a pattern.
    public func append(_ text: ByteSlice, pattern: Int) throws(Fault) {
        let byteCount = byteCounts[pattern] + text.count
        guard UTF8Check.isValid(text) else {
            throw Fault(
                .badInput, "the column `\(columns[0].name)` cannot hold text that is not UTF-8")
        }
        guard byteCount <= WriterSchema.rowByteLimit else {
            throw Fault(
                .badInput,
                "a row of \(byteCount) bytes; at most \(WriterSchema.rowByteLimit) can be written")
        }
        let first = writer.encoders[0]
        try writer.guarded { () throws(Fault) in
            first.append(text, repetition: 0)
            waiting.append(UInt32(pattern))
            if first.endRow() { try writer.closePage(0) }
            let isFull = writer.countRow(byteCount)
            if isFull || waiting.count >= ParquetPatternWriter.waitingLimit { try encodeWaiting() }
            guard isFull else { return }
            try writer.closeRowGroup()
            for place in patterns.indices { patterns[place].startPage() }
        }
    }

    /// Writes what is left, waits until it is on the disk, and gives the file its name.
    ///
    /// - Throws: a `Fault` where the disk refuses; there is no file then.
    public func close() throws(Fault) {
        try writer.guarded { () throws(Fault) in try encodeWaiting() }
        try writer.close()
    }

    /// Encodes the other columns of the rows that wait.
    private func encodeWaiting() throws(Fault) {
        for (place, node) in writer.schema.columns.enumerated().dropFirst() {
            if case .leaf = node.content {
                try encode(&patterns[place - 1], leaf: node.leaves.lowerBound)
            } else {
                try encode(node, patterns[place - 1].values)
            }
        }
        waiting.removeAll(keepingCapacity: true)
    }

    private func encode(_ column: inout PagePatterns, leaf: Int) throws(Fault) {
        let encoder = writer.encoders[leaf]
        var row = 0
        while row < waiting.count {
            let (next, isFull) = encoder.open.append(
                waiting, from: row, by: &column, encoder.pageByteLimit)
            row = next
            guard isFull else { continue }
            try writer.closePage(leaf)
            column.startPage()
        }
    }

    /// Encodes a column of lists.
    private func encode(_ node: WriterNode, _ values: [ParquetValue]) throws(Fault) {
        let leaf = node.leaves.lowerBound
        for pattern in waiting {
            node.append(values[Int(pattern)], repetition: 0, to: writer.encoders)
            if writer.encoders[leaf].endRow() { try writer.closePage(leaf) }
        }
    }
}
