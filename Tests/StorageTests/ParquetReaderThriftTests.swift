@testable import Storage
import Testing

/// Thrift's compact protocol and the structures of parquet.thrift, there and back.
@Suite struct ParquetReaderThriftTests {
    private static let statistics = ColumnStatistics(
        nullCount: 3, distinctCount: 4, maximum: [255, 0], minimum: [], isMaximumExact: true,
        isMinimumExact: false)

    private static let metadata: FileMetadata = {
        let logicalTypes: [LogicalType] = [
            .string, .map, .list, .enumeration, .decimal(precision: 38, scale: -2), .date,
            .time(.milliseconds, isUTC: true), .timestamp(.nanoseconds, isUTC: false),
            .integer(bitWidth: 8, isSigned: false), .null, .json, .bson, .uuid, .float16,
            .unknown(77),
        ]
        var schema = [SchemaElement(name: "schema", childCount: logicalTypes.count)]
        for (index, type) in logicalTypes.enumerated() {
            schema.append(
                SchemaElement(
                    name: "column \(index) é", type: .fixedLengthByteArray, typeLength: 16,
                    repetition: .optional, convertedType: .interval, scale: -1, precision: 9,
                    fieldID: Int32.min, logicalType: type))
        }
        let column = ColumnMetadata(
            type: .int96, encodings: [.plain, .rle], path: ["a", "b"], codec: .zstd,
            valueCount: .max, uncompressedByteCount: 1 << 40, compressedByteCount: 127,
            dataPageOffset: 128, dictionaryPageOffset: 4, statistics: statistics)
        let chunk = ColumnChunk(
            filePath: "", fileOffset: 4, metadata: column, offsetIndexOffset: 1,
            offsetIndexByteCount: 2, columnIndexOffset: 3, columnIndexByteCount: 4)
        let group = RowGroup(
            columns: [chunk, chunk], byteCount: 5, rowCount: 6, fileOffset: 7,
            compressedByteCount: 8, ordinal: -1)
        return FileMetadata(
            version: 2, schema: schema, rowCount: 6, rowGroups: [group],
            keyValues: [KeyValue(key: "k", value: [0xFF]), KeyValue(key: "", value: nil)],
            createdBy: "somebody", columnOrderCount: 20)
    }()

    private func back<Value: ThriftStructure & Equatable>(_ value: Value) throws -> Bool {
        let bytes = value.thriftBytes
        var reader = ThriftReader(ByteSlice(bytes))
        let result: Value = try reader.structure()
        return result == value && reader.position == bytes.count
    }

    @Test func `structures come back`() throws {
        #expect(try back(ParquetReaderThriftTests.metadata))
        let contents: [PageContent] = [
            .data(
                DataPageHeader(
                    valueCount: 1, encoding: .plain, definitionEncoding: .bitPacked,
                    repetitionEncoding: .rle, statistics: ParquetReaderThriftTests.statistics)),
            .data2(
                DataPageHeader2(
                    valueCount: 1, nullCount: 2, rowCount: 3, encoding: .deltaByteArray,
                    definitionByteCount: 4, repetitionByteCount: 5, isCompressed: false)),
            .dictionary(DictionaryPageHeader(valueCount: 6, isSorted: true)), .other(1),
        ]
        for content in contents {
            let header = PageHeader(
                content: content, uncompressedByteCount: Int(Int32.max), compressedByteCount: 0,
                checksum: .max)
            #expect(try back(header))
        }
        let location = PageLocation(offset: 1, byteCount: 2, firstRow: 3)
        #expect(try back(OffsetIndex(pages: [PageLocation](repeating: location, count: 20))))
        #expect(
            try back(
                ColumnIndex(
                    isNullPage: [true, false], minimums: [[], [1]], maximums: [[], [2]],
                    order: .ascending, nullCounts: [.max, 0])))
    }

    @Test func `every cut is a fault`() {
        let bytes = ParquetReaderThriftTests.metadata.thriftBytes
        for count in bytes.indices {
            var reader = ThriftReader(ByteSlice(Array(bytes[..<count])))
            #expect(throws: ThriftFault.self) { try reader.structure(as: FileMetadata.self) }
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        var testDescription: String { name }
    }

    private static let deep = 1_000

    @Test(arguments: [
        Case(name: "no bytes", bytes: []),
        Case(name: "a type that is none", bytes: [0x1E]),
        Case(name: "a stop with an id", bytes: [0x10]),
        Case(name: "a number without an end", bytes: [0x26] + [UInt8](repeating: 0xFF, count: 20)),
        Case(
            name: "a number of 65 bits",
            bytes: [0x26] + [UInt8](repeating: 0xFF, count: 9) + [0x02, 0]),
        Case(name: "a text longer than all", bytes: [0x28, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0]),
        Case(name: "a list longer than all", bytes: [0x29, 0xF5, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0]),
        Case(name: "a map longer than all", bytes: [0x2B, 0xFF, 0xFF, 0x7F, 0x55, 0]),
        Case(name: "structures without an end", bytes: [UInt8](repeating: 0x1C, count: deep)),
        Case(name: "lists without an end", bytes: [0x19] + [UInt8](repeating: 0x19, count: deep)),
        Case(name: "a list of stops", bytes: [0x19, 0x30, 0, 0, 0, 0]),
        Case(name: "an id that overflows", bytes: [0x05, 0xFE, 0xFF, 0x03, 0, 0xF5, 0, 0]),
    ])
    func `broken bytes are a fault`(_ each: Case) {
        var reader = ThriftReader(ByteSlice(each.bytes))
        #expect(throws: ThriftFault.self) { try reader.structure(as: EmptyStructure.self) }
    }

    @Test func `fields that are not known are passed over`() throws {
        let bytes: [UInt8] = [
            0x15, 0x02,  // 1: int32, 1
            0x18, 0x02, 0x61, 0x62,  // 2: binary, two bytes
            0x19, 0x22, 0x01, 0x02,  // 3: list of two booleans
            0x1B, 0x01, 0x58, 0x02, 0x00,  // 4: map of an int32 to a binary
            0x1C, 0x11, 0x12, 0x00,  // 5: structure of two booleans
            0x17, 0, 0, 0, 0, 0, 0, 0, 0,  // 6: double
            0x13, 0x05,  // 7: int8
            0x05, 0xC8, 0x01, 0x02,  // 100: int32, by its whole id
            0x00,
        ]
        var reader = ThriftReader(ByteSlice(bytes))
        _ = try reader.structure(as: EmptyStructure.self)
        #expect(reader.position == bytes.count)
    }
}
