import Records
import Storage
import TestSupport
import Testing

/// What peers make of the files is in PeerTests; here is what nobody but us can see.
@Suite struct ParquetWriterTests {
    private static let columns = [
        ParquetColumn("id", .string, isNullable: false), ParquetColumn("count", .int32),
        ParquetColumn("tags", .list(of: .string, nullableElements: false)),
        ParquetColumn("picture", .image),
    ]

    private static func row(_ index: Int, byteCount: Int = 10) -> [ParquetValue] {
        [
            .text("row \(index)"), .int(Int64(index)), .list([.text("a"), .text("b")]),
            .object(
                names: ["bytes", "path"],
                values: [.bytes(ByteSlice([UInt8](repeating: 7, count: byteCount))), .null]),
        ]
    }

    struct Misfit: Sendable, CustomTestStringConvertible {
        var what: String
        var place: Int
        var value: ParquetValue?
        var expected: String
        var testDescription: String { what }
    }

    @Test(arguments: [
        Misfit(what: "a null", place: 0, value: .null, expected: "`id` cannot hold null"),
        Misfit(
            what: "another type", place: 0, value: .int(1), expected: "`id` cannot hold a value"),
        Misfit(
            what: "no UTF-8", place: 0, value: .string(ByteSlice([0xFF])),
            expected: "`id` cannot hold text that is not UTF-8"),
        Misfit(
            what: "a number too large", place: 1, value: .int(1 << 31),
            expected: "`count` cannot hold 2147483648"),
        Misfit(
            what: "a null element", place: 2, value: .list([.text("a"), .null]),
            expected: "`tags` cannot hold null"),
        Misfit(
            what: "a struct of other members", place: 3,
            value: .object(names: ["path", "bytes"], values: [.null, .null]),
            expected: "`picture` cannot hold members"),
        Misfit(what: "a missing column", place: 3, value: nil, expected: "3 values for 4 columns"),
    ])
    func `a row that does not fit is left out, and the file stays good`(misfit: Misfit) throws {
        let folder = try TemporaryFolder()
        let writer = try ParquetWriter(folder["t"], columns: Self.columns)
        try writer.append(Self.row(0))
        var row = Self.row(1)
        if let value = misfit.value { row[misfit.place] = value } else { row.removeLast() }
        let fault = #expect(throws: Fault.self) { try writer.append(row) }
        #expect(fault?.message.contains(misfit.expected) == true, "\(fault?.message ?? "")")
        try writer.append(Self.row(2))
        try writer.close()
        #expect(writer.rowCount == 2)
        #expect(try Self.numbers(folder["t"]) == [0, 2])
    }

    /// The column `count` of a file.
    private static func numbers(_ path: String) throws -> [Int64] {
        let rows = try ParquetFile(path).rows(columns: ["count"])
        var numbers: [Int64] = []
        while let row = try rows.next() {
            if case .int(let value)? = row.first { numbers.append(value) }
        }
        return numbers
    }

    @Test func `a row group is closed when it has as many bytes as it may`() throws {
        let folder = try TemporaryFolder()
        var options = ParquetWriterOptions()
        options.rowGroupByteLimit = 10_000
        let writer = try ParquetWriter(folder["t"], columns: Self.columns, options: options)
        // The fifth row reaches the limit, and so does one that is larger than it.
        for index in 0..<8 { try writer.append(Self.row(index, byteCount: 2400)) }
        try writer.append(Self.row(8, byteCount: 30_000))
        try writer.append(Self.row(9))
        try writer.close()
        #expect(try ParquetFile(folder["t"]).rowGroups.map(\.rowCount) == [5, 4, 1])
        #expect(try Self.numbers(folder["t"]) == Array(0..<10))
    }

    @Test func `bytes are neither compressed nor put into a dictionary`() throws {
        let folder = try TemporaryFolder()
        let writer = try ParquetWriter(folder["t"], columns: Self.columns)
        for index in 0..<100 { try writer.append(Self.row(index)) }
        try writer.close()
        let columns = try ParquetFile(folder["t"]).columns
        let bytes = try #require(columns.first { $0.path == ["picture", "bytes"] })
        #expect(bytes.codecs == [.uncompressed])
        #expect(!bytes.encodings.contains(.rleDictionary))
        let tags = try #require(columns.first { $0.path == ["tags", "list", "element"] })
        #expect(tags.codecs == [.zstd])
        #expect(tags.encodings.contains(.rleDictionary))
        // Every value is new: a dictionary would only add to them.
        let ids = try #require(columns.first { $0.path == ["id"] })
        #expect(!ids.encodings.contains(.rleDictionary))
    }

    @Test func `nothing lies under the name before the file is closed`() throws {
        let folder = try TemporaryFolder()
        let writer = try ParquetWriter(folder["t"], columns: Self.columns)
        try writer.append(Self.row(0))
        #expect(try FileSystem.status(folder["t"]) == nil)
        try writer.close()
        #expect(try FileSystem.list(folder.path) == ["t"])
    }

    @Test func `a writer that is not closed leaves nothing`() throws {
        let folder = try TemporaryFolder()
        do {
            let writer = try ParquetWriter(folder["t"], columns: Self.columns)
            try writer.append(Self.row(0))
        }
        #expect(try FileSystem.list(folder.path).isEmpty)
    }

    @Test func `the footer tells who wrote the file, and what the caller adds`() throws {
        let folder = try TemporaryFolder()
        var options = ParquetWriterOptions()
        options.keyValues = [("licence", "MIT")]
        let writer = try ParquetWriter(folder["t"], columns: Self.columns, options: options)
        try writer.close()
        let file = try ParquetFile(folder["t"])
        #expect(file.createdBy == "pipeline version 1")
        #expect(file.keyValues.map(\.key) == ["licence", "huggingface"])
        #expect(file.features?.contains(#""picture":{"_type":"Image"}"#) == true)
    }

    struct Columns: Sendable, CustomTestStringConvertible {
        var what: String
        var columns: [ParquetColumn]
        var testDescription: String { what }
    }

    @Test(arguments: [
        Columns(what: "none", columns: []),
        Columns(
            what: "two of one name",
            columns: [ParquetColumn("a", .bool), ParquetColumn("a", .string)]),
        Columns(what: "an empty struct", columns: [ParquetColumn("a", .structure([]))]),
        Columns(
            what: "too deep",
            columns: [
                ParquetColumn("a", (0..<100).reduce(.bool) { type, _ in .list(of: type) })
            ]),
    ])
    func `columns that no table can have are refused`(columns: Columns) throws {
        let folder = try TemporaryFolder()
        #expect(throws: Fault.self) {
            try ParquetWriter(folder["t"], columns: columns.columns)
        }
        #expect(try FileSystem.list(folder.path).isEmpty)
    }

    @Test func `names that differ in their bytes are two columns`() throws {
        let folder = try TemporaryFolder()
        let columns = [ParquetColumn("caf\u{E9}", .int64), ParquetColumn("cafe\u{301}", .int64)]
        let writer = try ParquetWriter(folder["t"], columns: columns)
        try writer.append([.int(1), .int(2)])
        try writer.close()
        #expect(try ParquetFile(folder["t"]).fields.count == 2)
    }

    @Test func `a folder that is not there is a fault`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: Fault.self) {
            try ParquetWriter(folder["missing/t"], columns: Self.columns)
        }
    }
}
