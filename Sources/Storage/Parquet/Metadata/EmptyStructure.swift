/// A structure of which nothing is known: it has no field, or its fields are skipped.
struct EmptyStructure: ThriftStructure {
    init() {}

    init(from reader: inout ThriftReader) throws(ThriftFault) {
        var last: Int16 = 0
        while let field = try reader.field(after: &last) { try reader.skip(field) }
    }

    func encode(to writer: inout ThriftWriter) {}
}
