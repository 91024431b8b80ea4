/// What stands before every page (`PageHeader` of parquet.thrift).
struct PageHeader: Equatable {
    var content: PageContent
    /// The page after decompression, levels included.
    var uncompressedByteCount: Int
    /// The page as it lies in the file.
    var compressedByteCount: Int
    /// CRC-32 of the page as it lies in the file.
    var checksum: UInt32?
}

extension PageHeader: ThriftStructure {
    init(from reader: inout ThriftReader) throws(ThriftFault) {
        var type: Int32?
        var uncompressed: Int?
        var compressed: Int?
        var data: DataPageHeader?
        var dictionary: DictionaryPageHeader?
        var data2: DataPageHeader2?
        var checksum: UInt32?
        var last: Int16 = 0
        while let field = try reader.field(after: &last) {
            switch field.id {
            case 1: type = try reader.int32(field)
            case 2: uncompressed = try reader.size32(field)
            case 3: compressed = try reader.size32(field)
            case 4: checksum = UInt32(bitPattern: try reader.int32(field))
            case 5: data = try reader.structure(field)
            case 7: dictionary = try reader.structure(field)
            case 8: data2 = try reader.structure(field)
            default: try reader.skip(field)
            }
        }
        guard let type, let uncompressed, let compressed else {
            throw ThriftFault("a page header lacks its type or its sizes")
        }
        let content: PageContent
        switch (type, data, dictionary, data2) {
        case (0, let header?, _, _): content = .data(header)
        case (2, _, let header?, _): content = .dictionary(header)
        case (3, _, _, let header?): content = .data2(header)
        case (0, _, _, _), (2, _, _, _), (3, _, _, _):
            throw ThriftFault("a page of type \(type) lacks its header")
        default: content = .other(type)
        }
        self.init(
            content: content, uncompressedByteCount: uncompressed,
            compressedByteCount: compressed, checksum: checksum)
    }

    func encode(to writer: inout ThriftWriter) {
        writer.write(1, content.type)
        writer.write32(2, uncompressedByteCount)
        writer.write32(3, compressedByteCount)
        writer.write(4, checksum.map { Int32(bitPattern: $0) })
        switch content {
        case .data(let header): writer.write(5, header)
        case .dictionary(let header): writer.write(7, header)
        case .data2(let header): writer.write(8, header)
        case .other: break
        }
    }
}
