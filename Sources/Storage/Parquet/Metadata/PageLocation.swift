/// Where a data page is and which row it starts with (`PageLocation` of parquet.thrift).
struct PageLocation: Equatable {
    /// Where the page's header starts.
    var offset: Int
    /// The header and the page.
    var byteCount: Int
    /// The page's first row, counted in its row group.
    var firstRow: Int
}

extension PageLocation: ThriftStructure {
    init(from reader: inout ThriftReader) throws(ThriftFault) {
        var offset: Int?
        var byteCount: Int?
        var firstRow: Int?
        var last: Int16 = 0
        while let field = try reader.field(after: &last) {
            switch field.id {
            case 1: offset = try reader.size64(field)
            case 2: byteCount = try reader.size32(field)
            case 3: firstRow = try reader.size64(field)
            default: try reader.skip(field)
            }
        }
        guard let offset, let byteCount, let firstRow else {
            throw ThriftFault("a page location lacks its place, its size or its row")
        }
        self.init(offset: offset, byteCount: byteCount, firstRow: firstRow)
    }

    func encode(to writer: inout ThriftWriter) {
        writer.write64(1, offset)
        writer.write32(2, byteCount)
        writer.write64(3, firstRow)
    }
}
