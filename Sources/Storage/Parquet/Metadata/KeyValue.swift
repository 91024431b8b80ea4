/// A text under a name (`KeyValue` of parquet.thrift).
struct KeyValue: Equatable {
    var key: String
    /// Bytes that should be UTF-8, and in files of some writers are not.
    var value: [UInt8]?
}

extension KeyValue: ThriftStructure {
    init(from reader: inout ThriftReader) throws(ThriftFault) {
        self.init(key: "")
        var last: Int16 = 0
        while let field = try reader.field(after: &last) {
            switch field.id {
            case 1: key = String(decoding: try reader.binary(field), as: UTF8.self)
            case 2: value = try reader.binary(field)
            default: try reader.skip(field)
            }
        }
    }

    func encode(to writer: inout ThriftWriter) {
        writer.write(1, key)
        writer.write(2, value)
    }
}
