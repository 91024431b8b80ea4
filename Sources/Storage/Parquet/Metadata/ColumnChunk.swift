/// One column of a row group (`ColumnChunk` of parquet.thrift).
struct ColumnChunk: Equatable {
    /// Another file that holds the pages.
    var filePath: String?
    /// Deprecated; writers put 0 or the place of the first page.
    var fileOffset = 0
    /// Absent where it is encrypted.
    var metadata: ColumnMetadata?
    var offsetIndexOffset: Int?
    var offsetIndexByteCount: Int?
    var columnIndexOffset: Int?
    var columnIndexByteCount: Int?
    /// Whether its pages or its metadata are encrypted.
    var isEncrypted = false
}

extension ColumnChunk: ThriftStructure {
    init(from reader: inout ThriftReader) throws(ThriftFault) {
        self.init()
        var last: Int16 = 0
        while let field = try reader.field(after: &last) {
            switch field.id {
            case 1: filePath = try reader.string(field)
            case 2: fileOffset = Int(try reader.int64(field))
            case 3: metadata = try reader.structure(field)
            case 4: offsetIndexOffset = try reader.size64(field)
            case 5: offsetIndexByteCount = try reader.size32(field)
            case 6: columnIndexOffset = try reader.size64(field)
            case 7: columnIndexByteCount = try reader.size32(field)
            case 8, 9:
                isEncrypted = true
                try reader.skip(field)
            default: try reader.skip(field)
            }
        }
    }

    /// - Precondition: it is not encrypted.
    func encode(to writer: inout ThriftWriter) {
        writer.write(1, filePath)
        writer.write64(2, fileOffset)
        writer.write(3, metadata)
        writer.write64(4, offsetIndexOffset)
        writer.write32(5, offsetIndexByteCount)
        writer.write64(6, columnIndexOffset)
        writer.write32(7, columnIndexByteCount)
    }
}
