/// Bounds of a column chunk's or a page's values (`Statistics` of parquet.thrift), each as PLAIN
/// writes it, without a length.
struct ColumnStatistics: Equatable {
    var nullCount: Int?
    var distinctCount: Int?
    var maximum: [UInt8]?
    var minimum: [UInt8]?
    /// False where `maximum` is only an upper bound.
    var isMaximumExact: Bool?
    /// False where `minimum` is only a lower bound.
    var isMinimumExact: Bool?
}

extension ColumnStatistics: ThriftStructure {
    init(from reader: inout ThriftReader) throws(ThriftFault) {
        self.init()
        var last: Int16 = 0
        while let field = try reader.field(after: &last) {
            switch field.id {
            // Fields 1 and 2 are the bounds of old writers, in an order that nobody stated.
            case 3: nullCount = try reader.size64(field)
            case 4: distinctCount = try reader.size64(field)
            case 5: maximum = try reader.binary(field)
            case 6: minimum = try reader.binary(field)
            case 7: isMaximumExact = try reader.bool(field)
            case 8: isMinimumExact = try reader.bool(field)
            default: try reader.skip(field)
            }
        }
    }

    func encode(to writer: inout ThriftWriter) {
        writer.write64(3, nullCount)
        writer.write64(4, distinctCount)
        writer.write(5, maximum)
        writer.write(6, minimum)
        writer.write(7, isMaximumExact)
        writer.write(8, isMinimumExact)
    }
}
