/// One column of a row group (`ColumnChunk` of parquet.thrift).
struct ColumnChunk: Equatable {
    /// Another file that holds the pages.
    var filePath: String?
    /// Deprecated; writers put 0 or the place of the first page.
    var fileOffset = 0
    var metadata: ColumnMetadata
    var offsetIndexOffset: Int?
    var offsetIndexByteCount: Int?
    var columnIndexOffset: Int?
    var columnIndexByteCount: Int?
}

extension ColumnChunk: ThriftStructure {
    init(from reader: inout ThriftReader) throws(ThriftFault) {
        var filePath: String?
        var fileOffset = 0
        var metadata: ColumnMetadata?
        var places: [Int?] = [nil, nil, nil, nil]
        var last: Int16 = 0
        while let field = try reader.field(after: &last) {
            switch field.id {
            case 1: filePath = try reader.string(field)
            case 2: fileOffset = Int(try reader.int64(field))
            case 3: metadata = try reader.structure(field)
            case 4: places[0] = try reader.size64(field)
            case 5: places[1] = try reader.size32(field)
            case 6: places[2] = try reader.size64(field)
            case 7: places[3] = try reader.size32(field)
            case 8, 9: throw .encrypted
            default: try reader.skip(field)
            }
        }
        guard let metadata else { throw ThriftFault("a column chunk has no metadata") }
        self.init(
            filePath: filePath, fileOffset: fileOffset, metadata: metadata,
            offsetIndexOffset: places[0], offsetIndexByteCount: places[1],
            columnIndexOffset: places[2], columnIndexByteCount: places[3])
    }

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
