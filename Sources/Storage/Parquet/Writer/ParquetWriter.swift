public import Records

/// Writes a Parquet file, row by row, in memory that does not grow with the file.
///
/// Rows are gathered into row groups; the pages of the first column of bytes (the pictures) go to
/// the disk as they fill, those of the others wait in memory, and beside the file where they are
/// many, since the pages of one column lie together. The file shows under its name when `close` has
/// returned, and not before.
public final class ParquetWriter {
    /// What the footers of our files name as their writer.
    public static let createdBy = "pipeline version 1"
    /// The open pages of all columns together have about so many bytes, and so have their
    /// dictionaries.
    private static let openByteLimit = 8 << 20
    private static let magic = Array("PAR1".utf8)

    /// How many rows have been appended.
    public private(set) var rowCount = 0

    let schema: WriterSchema
    let encoders: [ColumnEncoder]
    private let options: ParquetWriterOptions
    private let keyValues: [KeyValue]
    let compressor: PageCompressor?
    private var output: ParquetOutput
    var rowGroups: [RowGroup] = []
    /// What left the file half-written.
    private var failure: Fault?
    private var isClosed = false

    // The open row group.
    var groupStart = 0
    var groupRowCount = 0
    var groupByteCount = 0
    /// The column whose pages go to the file at once.
    let streamed: Int?
    /// The pages of the others.
    var pending: [PendingPages]
    var pendingByteCount = 0
    let spill: PageSpill

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - path: where it is to lie; its folder must be there.
    ///   - columns: the table's columns, at least one, no two of one name.
    ///   - options: how the file is cut and compressed.
    /// - Throws: a `Fault` where a table cannot have these columns, or the disk refuses.
    public init(
        _ path: String, columns: [ParquetColumn], options: ParquetWriterOptions = .init()
    ) throws(Fault) {
        let schema = try WriterSchema(columns)
        let leafLimit = ParquetWriter.openByteLimit / max(1, schema.leaves.count)
        self.schema = schema
        self.options = options
        encoders = schema.leaves.map {
            ColumnEncoder($0, pageByteLimit: max(1 << 10, min(options.pageByteLimit, leafLimit)))
        }
        streamed = schema.leaves.firstIndex { $0.isOpaque }
        pending = schema.leaves.map { _ in PendingPages() }
        compressor = options.isCompressed ? try PageCompressor() : nil
        spill = PageSpill(beside: path)
        var keyValues = options.keyValues.map { KeyValue(key: $0.key, value: Array($0.value.utf8)) }
        if columns.contains(where: { $0.type.holdsImage }) {
            let features = ParquetColumn.features(of: columns).serialized
            keyValues.append(KeyValue(key: "huggingface", value: Array(features.utf8)))
        }
        self.keyValues = keyValues
        output = try ParquetOutput(for: path)
        try write(ParquetWriter.magic)
        groupStart = offset
    }

    /// Appends a row: one value for each column, in their order.
    ///
    /// - Throws: a `Fault` where a value is not of its column's type or null where it must not be
    ///   (the row is left out then, and the file is as good as before), or where the disk refuses.
    public func append(_ row: [ParquetValue]) throws(Fault) {
        let byteCount = try schema.byteCount(of: row)
        if let failure { throw failure }
        schema.append(row, to: encoders)
        try endRow(byteCount: byteCount)
    }

    /// Ends a row whose values the encoders have got already.
    func endRow(byteCount: Int) throws(Fault) {
        try guarded { () throws(Fault) in
            for index in encoders.indices {
                if encoders[index].endRow() { try closePage(index) }
            }
            if countRow(byteCount) { try closeRowGroup() }
        }
    }

    /// Counts a row.
    ///
    /// - Returns: whether the row group must be closed before the next one.
    func countRow(_ byteCount: Int) -> Bool {
        groupRowCount += 1
        groupByteCount += byteCount
        rowCount += 1
        return groupRowCount >= options.rowGroupRowLimit
            || groupByteCount >= options.rowGroupByteLimit
    }

    /// Writes what is left, waits until it is on the disk, and gives the file its name.
    ///
    /// - Throws: a `Fault` where the disk refuses; there is no file then.
    public func close() throws(Fault) {
        try guarded { () throws(Fault) in
            try closeRowGroup()
            let footer = FileMetadata(
                version: 2, schema: schema.elements, rowCount: rowCount, rowGroups: rowGroups,
                keyValues: keyValues, createdBy: ParquetWriter.createdBy,
                columnOrderCount: schema.leaves.count
            ).thriftBytes
            guard let length = UInt32(exactly: footer.count) else {
                throw Fault(.badInput, "the footer would have \(footer.count) bytes")
            }
            try write(footer)
            try write((0..<4).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) })
            try write(ParquetWriter.magic)
            try output.publish()
        }
        isClosed = true
    }

    /// How many bytes have been written.
    var offset: Int { output.byteCount }

    /// Writes bytes to the file.
    func write(_ bytes: RawSpan) throws(Fault) { try output.append(bytes) }

    /// Writes bytes to the file.
    func write(_ bytes: [UInt8]) throws(Fault) { unsafe try write(bytes.span.bytes) }

    /// Runs `body`, unless an earlier one left the file half-written.
    func guarded(_ body: () throws(Fault) -> Void) throws(Fault) {
        precondition(!isClosed, "the file is closed")
        if let failure { throw failure }
        do throws(Fault) {
            try body()
        } catch {
            failure = error
            throw error
        }
    }
}
