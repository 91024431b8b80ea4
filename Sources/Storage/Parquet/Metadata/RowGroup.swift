/// Some rows, column by column (`RowGroup` of parquet.thrift).
struct RowGroup: Equatable {
    /// One for each leaf of the schema, in its order.
    var columns: [ColumnChunk]
    /// All columns, after decompression.
    var byteCount: Int
    var rowCount: Int
    /// Where the first page starts.
    var fileOffset: Int?
    /// All columns, as they lie in the file.
    var compressedByteCount: Int?
    var ordinal: Int16?
}

extension RowGroup: ThriftStructure {
    init(from reader: inout ThriftReader) throws(ThriftFault) {
        var rowCount: Int?
        self.init(columns: [], byteCount: 0, rowCount: 0)
        var last: Int16 = 0
        while let field = try reader.field(after: &last) {
            switch field.id {
            case 1: columns = try reader.structures(field)
            case 2: byteCount = try reader.size64(field)
            case 3: rowCount = try reader.size64(field)
            case 5: fileOffset = try reader.size64(field)
            case 6: compressedByteCount = try reader.size64(field)
            case 7: ordinal = try reader.int16(field)
            default: try reader.skip(field)
            }
        }
        guard let rowCount else { throw ThriftFault("a row group has no number of rows") }
        self.rowCount = rowCount
    }

    func encode(to writer: inout ThriftWriter) {
        writer.write(1, columns)
        writer.write64(2, byteCount)
        writer.write64(3, rowCount)
        writer.write64(5, fileOffset)
        writer.write64(6, compressedByteCount)
        writer.write(7, ordinal)
    }
}
