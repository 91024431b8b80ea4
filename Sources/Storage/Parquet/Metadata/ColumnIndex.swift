/// The bounds of the data pages of a column chunk (`ColumnIndex` of parquet.thrift).
struct ColumnIndex: Equatable {
    /// The order of the bounds from page to page.
    enum Order: Int32 {
        case unordered = 0
        case ascending = 1
        case descending = 2
    }

    /// Whether a page has nothing but nulls; its bounds are empty then.
    var isNullPage: [Bool] = []
    var minimums: [[UInt8]] = []
    var maximums: [[UInt8]] = []
    var order = Order.unordered
    var nullCounts: [Int64]?
}

extension ColumnIndex: ThriftStructure {
    init(from reader: inout ThriftReader) throws(ThriftFault) {
        self.init()
        var last: Int16 = 0
        while let field = try reader.field(after: &last) {
            switch field.id {
            case 1: isNullPage = try reader.bools(field)
            case 2: minimums = try reader.binaries(field)
            case 3: maximums = try reader.binaries(field)
            case 4: order = Order(rawValue: try reader.int32(field)) ?? .unordered
            case 5: nullCounts = try reader.int64s(field)
            default: try reader.skip(field)
            }
        }
    }

    func encode(to writer: inout ThriftWriter) {
        writer.write(1, isNullPage)
        writer.write(2, minimums)
        writer.write(3, maximums)
        writer.write(4, order.rawValue)
        writer.write(5, nullCounts)
    }
}
