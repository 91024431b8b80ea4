/// What the footer says of a column chunk's pages (`ColumnMetaData` of parquet.thrift).
struct ColumnMetadata: Equatable {
    var type: PhysicalType
    /// Every encoding that a page uses, for values or levels.
    var encodings: [PageEncoding] = []
    /// The names from the root's child to the leaf.
    var path: [String]
    var codec: CompressionCodec
    /// Values, nulls and the placeholders of empty lists.
    var valueCount: Int
    /// Page headers and pages, after decompression.
    var uncompressedByteCount: Int
    /// Page headers and pages, as they lie in the file.
    var compressedByteCount: Int
    /// Where the first data page's header starts.
    var dataPageOffset: Int
    /// Where the dictionary page's header starts.
    var dictionaryPageOffset: Int?
    var statistics: ColumnStatistics?
}

extension ColumnMetadata: ThriftStructure {
    init(from reader: inout ThriftReader) throws(ThriftFault) {
        var type: PhysicalType?
        var codec: CompressionCodec?
        var counts: [Int?] = [nil, nil, nil, nil]
        self.init(
            type: .boolean, path: [], codec: .uncompressed, valueCount: 0,
            uncompressedByteCount: 0, compressedByteCount: 0, dataPageOffset: 0)
        var last: Int16 = 0
        while let field = try reader.field(after: &last) {
            switch field.id {
            case 1: type = PhysicalType(rawValue: try reader.int32(field))
            case 2: encodings = try reader.int32s(field).map { PageEncoding(rawValue: $0) }
            case 3: path = try reader.strings(field)
            case 4: codec = CompressionCodec(rawValue: try reader.int32(field))
            case 5: counts[0] = try reader.size64(field)
            case 6: counts[1] = try reader.size64(field)
            case 7: counts[2] = try reader.size64(field)
            case 9: counts[3] = try reader.size64(field)
            case 11: dictionaryPageOffset = try reader.size64(field)
            case 12: statistics = try reader.structure(field)
            default: try reader.skip(field)
            }
        }
        guard let type, let codec, let values = counts[0], let uncompressed = counts[1],
            let compressed = counts[2], let offset = counts[3]
        else { throw ThriftFault("a column chunk lacks its type, codec, counts or place") }
        self.type = type
        self.codec = codec
        valueCount = values
        uncompressedByteCount = uncompressed
        compressedByteCount = compressed
        dataPageOffset = offset
    }

    func encode(to writer: inout ThriftWriter) {
        writer.write(1, type.rawValue)
        writer.write(2, encodings.map(\.rawValue))
        writer.write(3, path)
        writer.write(4, codec.rawValue)
        writer.write64(5, valueCount)
        writer.write64(6, uncompressedByteCount)
        writer.write64(7, compressedByteCount)
        writer.write64(9, dataPageOffset)
        writer.write64(11, dictionaryPageOffset)
        writer.write(12, statistics)
    }
}
