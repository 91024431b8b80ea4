/// A structure of a Thrift definition.
protocol ThriftStructure {
    /// Reads the fields up to the stop. Fields that are not known are skipped.
    init(from reader: inout ThriftReader) throws(ThriftFault)

    /// Writes the fields, without the stop.
    func encode(to writer: inout ThriftWriter)
}

extension ThriftStructure {
    /// The bytes of the structure.
    var thriftBytes: [UInt8] {
        var writer = ThriftWriter()
        writer.write(self)
        return writer.bytes
    }
}
