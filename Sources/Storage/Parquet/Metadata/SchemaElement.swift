/// A node of the schema, which the footer lists depth first (`SchemaElement` of parquet.thrift).
struct SchemaElement: Equatable {
    var name: String
    /// The type of a leaf; a group has none.
    var type: PhysicalType?
    /// The bytes of a `fixedLengthByteArray`.
    var typeLength: Int?
    /// The root has none.
    var repetition: Repetition?
    /// How many of the nodes that follow are a group's own.
    var childCount: Int?
    var convertedType: ConvertedType?
    var scale: Int32?
    var precision: Int32?
    var fieldID: Int32?
    var logicalType: LogicalType?
}

extension SchemaElement: ThriftStructure {
    init(from reader: inout ThriftReader) throws(ThriftFault) {
        var name: String?
        self.init(name: "")
        var last: Int16 = 0
        while let field = try reader.field(after: &last) {
            switch field.id {
            case 1:
                let value = try reader.int32(field)
                type = PhysicalType(rawValue: value)
                guard type != nil else { throw ThriftFault("\(value) is no physical type") }
            case 2: typeLength = try reader.size32(field)
            case 3:
                let value = try reader.int32(field)
                repetition = Repetition(rawValue: value)
                guard repetition != nil else { throw ThriftFault("\(value) is no repetition") }
            case 4: name = try reader.string(field)
            case 5: childCount = try reader.size32(field)
            case 6: convertedType = ConvertedType(rawValue: try reader.int32(field))
            case 7: scale = try reader.int32(field)
            case 8: precision = try reader.int32(field)
            case 9: fieldID = try reader.int32(field)
            case 10: logicalType = try reader.structure(field)
            default: try reader.skip(field)
            }
        }
        guard let name else { throw ThriftFault("a schema element has no name") }
        self.name = name
    }

    func encode(to writer: inout ThriftWriter) {
        writer.write(1, type?.rawValue)
        writer.write32(2, typeLength)
        writer.write(3, repetition?.rawValue)
        writer.write(4, name)
        writer.write32(5, childCount)
        writer.write(6, convertedType?.rawValue)
        writer.write(7, scale)
        writer.write(8, precision)
        writer.write(9, fieldID)
        writer.write(10, logicalType)
    }
}
