/// What is known of a data page of the first version (`DataPageHeader` of parquet.thrift).
struct DataPageHeader: Equatable {
    /// Values, nulls and the placeholders of empty lists.
    var valueCount: Int
    var encoding: PageEncoding
    var definitionEncoding: PageEncoding = .rle
    var repetitionEncoding: PageEncoding = .rle
    var statistics: ColumnStatistics?
}

extension DataPageHeader: ThriftStructure {
    init(from reader: inout ThriftReader) throws(ThriftFault) {
        var count: Int?
        var encoding: PageEncoding?
        self.init(valueCount: 0, encoding: .plain)
        var last: Int16 = 0
        while let field = try reader.field(after: &last) {
            switch field.id {
            case 1: count = try reader.size32(field)
            case 2: encoding = PageEncoding(rawValue: try reader.int32(field))
            case 3: definitionEncoding = PageEncoding(rawValue: try reader.int32(field))
            case 4: repetitionEncoding = PageEncoding(rawValue: try reader.int32(field))
            case 5: statistics = try reader.structure(field)
            default: try reader.skip(field)
            }
        }
        guard let count, let encoding else {
            throw ThriftFault("a data page lacks its count or its encoding")
        }
        valueCount = count
        self.encoding = encoding
    }

    func encode(to writer: inout ThriftWriter) {
        writer.write32(1, valueCount)
        writer.write(2, encoding.rawValue)
        writer.write(3, definitionEncoding.rawValue)
        writer.write(4, repetitionEncoding.rawValue)
        writer.write(5, statistics)
    }
}
