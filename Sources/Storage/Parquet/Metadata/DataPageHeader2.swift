/// What is known of a data page of the second version (`DataPageHeaderV2` of parquet.thrift).
struct DataPageHeader2: Equatable {
    /// Values, nulls and the placeholders of empty lists.
    var valueCount: Int
    var nullCount: Int
    /// Pages of this version start and end with a row.
    var rowCount: Int
    var encoding: PageEncoding
    var definitionByteCount: Int
    var repetitionByteCount: Int
    var isCompressed = true
    var statistics: ColumnStatistics?
}

extension DataPageHeader2: ThriftStructure {
    init(from reader: inout ThriftReader) throws(ThriftFault) {
        var counts: [Int?] = [nil, nil, nil, nil, nil]
        var encoding: PageEncoding?
        self.init(
            valueCount: 0, nullCount: 0, rowCount: 0, encoding: .plain, definitionByteCount: 0,
            repetitionByteCount: 0)
        var last: Int16 = 0
        while let field = try reader.field(after: &last) {
            switch field.id {
            case 1: counts[0] = try reader.size32(field)
            case 2: counts[1] = try reader.size32(field)
            case 3: counts[2] = try reader.size32(field)
            case 4: encoding = PageEncoding(rawValue: try reader.int32(field))
            case 5: counts[3] = try reader.size32(field)
            case 6: counts[4] = try reader.size32(field)
            case 7: isCompressed = try reader.bool(field)
            case 8: statistics = try reader.structure(field)
            default: try reader.skip(field)
            }
        }
        guard let values = counts[0], let nulls = counts[1], let rows = counts[2], let encoding,
            let definition = counts[3], let repetition = counts[4]
        else { throw ThriftFault("a data page lacks a count or its encoding") }
        valueCount = values
        nullCount = nulls
        rowCount = rows
        self.encoding = encoding
        definitionByteCount = definition
        repetitionByteCount = repetition
    }

    func encode(to writer: inout ThriftWriter) {
        writer.write32(1, valueCount)
        writer.write32(2, nullCount)
        writer.write32(3, rowCount)
        writer.write(4, encoding.rawValue)
        writer.write32(5, definitionByteCount)
        writer.write32(6, repetitionByteCount)
        writer.write(7, isCompressed)
        writer.write(8, statistics)
    }
}
