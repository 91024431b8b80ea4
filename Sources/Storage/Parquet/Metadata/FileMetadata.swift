/// The footer (`FileMetaData` of parquet.thrift).
struct FileMetadata: Equatable {
    var version: Int32 = 1
    /// The nodes of the schema, depth first, the root first.
    var schema: [SchemaElement]
    var rowCount: Int
    var rowGroups: [RowGroup]
    var keyValues: [KeyValue] = []
    var createdBy: String?
    /// How many leaves declare that their bounds follow the order of their type. Readers trust
    /// bounds only then.
    var columnOrderCount: Int?

    /// The most nodes of a schema, and the most texts beside it.
    private static let mostElements = 1 << 16
}

extension FileMetadata: ThriftStructure {
    init(from reader: inout ThriftReader) throws(ThriftFault) {
        var schema: [SchemaElement]?
        var rowCount: Int?
        self.init(schema: [], rowCount: 0, rowGroups: [])
        var last: Int16 = 0
        while let field = try reader.field(after: &last) {
            switch field.id {
            case 1: version = try reader.int32(field)
            case 2: schema = try reader.structures(field, atMost: FileMetadata.mostElements)
            case 3: rowCount = try reader.size64(field)
            case 4: rowGroups = try reader.structures(field)
            case 5: keyValues = try reader.structures(field, atMost: FileMetadata.mostElements)
            case 6: createdBy = String(decoding: try reader.binary(field), as: UTF8.self)
            case 7: columnOrderCount = try reader.listCount(field)
            // The encryption of columns beside a footer that is readable.
            case 8: throw .encrypted
            default: try reader.skip(field)
            }
        }
        guard let schema, let rowCount else { throw ThriftFault("no schema, or no row count") }
        self.schema = schema
        self.rowCount = rowCount
    }

    func encode(to writer: inout ThriftWriter) {
        writer.write(1, version)
        writer.write(2, schema)
        writer.write64(3, rowCount)
        writer.write(4, rowGroups)
        writer.write(5, keyValues.isEmpty ? nil : keyValues)
        writer.write(6, createdBy)
        writer.write(7, columnOrderCount.map { [ColumnOrder](repeating: .init(), count: $0) })
    }
}

/// `ColumnOrder` of parquet.thrift, of which there is one kind.
private struct ColumnOrder: ThriftStructure {
    init() {}

    init(from reader: inout ThriftReader) throws(ThriftFault) {
        _ = try EmptyStructure(from: &reader)
    }

    func encode(to writer: inout ThriftWriter) { writer.write(1, EmptyStructure()) }
}
