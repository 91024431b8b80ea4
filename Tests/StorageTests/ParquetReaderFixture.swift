@testable import Storage

/// A Parquet file made by hand: what no writer at hand makes, and lies.
struct ParquetReaderFixture {
    /// A column: its pages in one row group.
    struct Column {
        var type = PhysicalType.byteArray
        var codec = CompressionCodec.uncompressed
        var valueCount: Int
        var pages: [(content: PageContent, body: [UInt8])]
        var filePath: String?
        /// Added to the size that the page headers say they decompress to.
        var extraByteCount = 0
    }

    /// The schema without its root.
    var schema: [SchemaElement]
    var rootChildCount = 1
    var columns: [Column]
    var rowCount: Int
    /// Changes the footer before it is written.
    var edit: (inout FileMetadata) -> Void = { _ in }

    /// The bytes of the file.
    var bytes: [UInt8] {
        var bytes = Array("PAR1".utf8)
        var chunks: [ColumnChunk] = []
        for column in columns {
            let start = bytes.count
            for page in column.pages {
                let header = PageHeader(
                    content: page.content,
                    uncompressedByteCount: page.body.count + column.extraByteCount,
                    compressedByteCount: page.body.count)
                bytes += header.thriftBytes + page.body
            }
            let metadata = ColumnMetadata(
                type: column.type, encodings: [.plain], path: ["x"], codec: column.codec,
                valueCount: column.valueCount, uncompressedByteCount: bytes.count - start,
                compressedByteCount: bytes.count - start, dataPageOffset: start)
            chunks.append(ColumnChunk(filePath: column.filePath, metadata: metadata))
        }
        var metadata = FileMetadata(
            schema: [SchemaElement(name: "schema", childCount: rootChildCount)] + schema,
            rowCount: rowCount,
            rowGroups: [RowGroup(columns: chunks, byteCount: bytes.count, rowCount: rowCount)])
        edit(&metadata)
        let footer = metadata.thriftBytes
        bytes += footer
        bytes += (0..<4).map { UInt8(truncatingIfNeeded: footer.count >> ($0 * 8)) }
        return bytes + Array("PAR1".utf8)
    }

    /// Writes the file.
    func write(to path: String) throws -> String {
        try FileSystem.write(bytes, to: path)
        return path
    }

    /// A data page of the first version, PLAIN: its levels as runs of one, then its values.
    static func page(
        repetition: [UInt8]? = nil, definition: [UInt8]? = nil, count: Int, _ values: [UInt8],
        encoding: PageEncoding = .plain
    ) -> (content: PageContent, body: [UInt8]) {
        var body: [UInt8] = []
        for levels in [repetition, definition].compactMap(\.self) {
            let runs = levels.flatMap { [2, $0] as [UInt8] }
            body += [UInt8(truncatingIfNeeded: runs.count), UInt8(runs.count >> 8), 0, 0] + runs
        }
        let header = DataPageHeader(valueCount: count, encoding: encoding)
        return (.data(header), body + values)
    }

    /// Texts as PLAIN writes them.
    static func texts(_ texts: String...) -> [UInt8] {
        texts.flatMap { [UInt8($0.utf8.count), 0, 0, 0] + Array($0.utf8) }
    }
}

extension ParquetValue {
    /// The value as a person would write it.
    var text: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .int(let value): "\(value)"
        case .uint(let value): "\(value)"
        case .float(let value): "\(value)"
        case .double(let value): "\(value)"
        case .string(let slice): "\"" + String(decoding: slice.bytes, as: UTF8.self) + "\""
        case .bytes(let slice): "<" + String(decoding: slice.bytes, as: UTF8.self) + ">"
        case .decimal(let text), .text(let text): text
        case .list(let elements): "[" + elements.map(\.text).joined(separator: ", ") + "]"
        case .object(let names, let values):
            "{"
                + zip(names, values).map { "\($0): \($1.text)" }.joined(separator: ", ")
                + "}"
        case .invalidText: "invalid"
        case .tooLarge(let count): "too large: \(count)"
        }
    }
}

extension ParquetFile {
    /// All rows, as a person would write them.
    func texts(_ range: Range<Int>? = nil, columns: [String]? = nil) throws -> [[String]] {
        let rows = try rows(range, columns: columns)
        var texts: [[String]] = []
        while let row = try rows.next() { texts.append(row.map(\.text)) }
        return texts
    }
}
