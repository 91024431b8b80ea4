/// What is known of a dictionary page (`DictionaryPageHeader` of parquet.thrift).
struct DictionaryPageHeader: Equatable {
    var valueCount: Int
    /// `plain`, or `plainDictionary`, which means the same here.
    var encoding: PageEncoding = .plain
    var isSorted: Bool?
}

extension DictionaryPageHeader: ThriftStructure {
    init(from reader: inout ThriftReader) throws(ThriftFault) {
        var count: Int?
        self.init(valueCount: 0)
        var last: Int16 = 0
        while let field = try reader.field(after: &last) {
            switch field.id {
            case 1: count = try reader.size32(field)
            case 2: encoding = PageEncoding(rawValue: try reader.int32(field))
            case 3: isSorted = try reader.bool(field)
            default: try reader.skip(field)
            }
        }
        guard let count else { throw ThriftFault("a dictionary page has no count") }
        valueCount = count
    }

    func encode(to writer: inout ThriftWriter) {
        writer.write32(1, valueCount)
        writer.write(2, encoding.rawValue)
        writer.write(3, isSorted)
    }
}
