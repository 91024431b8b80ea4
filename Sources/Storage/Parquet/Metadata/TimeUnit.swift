/// The unit of a time or a timestamp (`TimeUnit` of parquet.thrift).
public enum TimeUnit: Int16, Sendable {
    /// Thousandths of a second.
    case milliseconds = 1
    /// Millionths of a second.
    case microseconds = 2
    /// Billionths of a second.
    case nanoseconds = 3
}

extension TimeUnit: ThriftStructure {
    init(from reader: inout ThriftReader) throws(ThriftFault) {
        var unit: TimeUnit?
        var last: Int16 = 0
        while let field = try reader.field(after: &last) {
            unit = TimeUnit(rawValue: field.id)
            try reader.skip(field)
        }
        guard let unit else { throw ThriftFault("a time has no unit that is known") }
        self = unit
    }

    func encode(to writer: inout ThriftWriter) { writer.write(rawValue, EmptyStructure()) }
}
