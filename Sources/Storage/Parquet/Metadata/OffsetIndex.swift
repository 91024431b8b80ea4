/// Where the data pages of a column chunk are (`OffsetIndex` of parquet.thrift).
struct OffsetIndex: Equatable {
    /// In the order of their rows.
    var pages: [PageLocation]
}

extension OffsetIndex: ThriftStructure {
    init(from reader: inout ThriftReader) throws(ThriftFault) {
        self.init(pages: [])
        var last: Int16 = 0
        while let field = try reader.field(after: &last) {
            switch field.id {
            case 1: pages = try reader.structures(field)
            default: try reader.skip(field)
            }
        }
    }

    func encode(to writer: inout ThriftWriter) { writer.write(1, pages) }
}
