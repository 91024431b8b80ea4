import Records
import TestSupport
@testable import Storage
import Testing

/// Files that lie, each in one way.
@Suite struct ParquetReaderHostileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let text = SchemaElement(
        name: "x", type: .byteArray, repetition: .optional, convertedType: .utf8)

    /// Two rows, the texts `a` and `b`.
    private static var honest: ParquetReaderFixture {
        ParquetReaderFixture(
            schema: [text],
            columns: [
                .init(
                    valueCount: 2,
                    pages: [
                        ParquetReaderFixture.page(
                            definition: [1, 1], count: 2, ParquetReaderFixture.texts("a", "b"))
                    ])
            ], rowCount: 2)
    }

    @Test func `the honest file is read`() throws {
        let path = try ParquetReaderHostileTests.honest.write(to: folder["file"])
        #expect(try ParquetFile(path).texts() == [["\"a\""], ["\"b\""]])
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var reason: String
        var edit: @Sendable (inout ParquetReaderFixture) -> Void
        var testDescription: String { name }

        init(
            _ name: String, _ reason: String,
            _ edit: @escaping @Sendable (inout ParquetReaderFixture) -> Void
        ) {
            (self.name, self.reason, self.edit) = (name, reason, edit)
        }
    }

    private static let cases = [
        Case("more rows than the groups have", ParquetFault.badFooter) {
            $0.edit = { $0.rowCount = 3 }
        },
        Case("counts that overflow", ParquetFault.badFooter) {
            $0.edit = { metadata in
                metadata.rowGroups += metadata.rowGroups + metadata.rowGroups
                for index in 0..<3 {
                    metadata.rowGroups[index].rowCount = .max
                    metadata.rowGroups[index].columns[0].metadata.valueCount = .max
                }
            }
        },
        Case("a row group without its columns", ParquetFault.badFooter) {
            $0.edit = { $0.rowGroups[0].columns = [] }
        },
        Case("fewer values than rows", ParquetFault.badFooter) { $0.columns[0].valueCount = 1 },
        Case("pages behind the footer", ParquetFault.badFooter) {
            $0.edit = { $0.rowGroups[0].columns[0].metadata.dataPageOffset = .max }
        },
        Case("pages that go on behind the footer", ParquetFault.badFooter) {
            $0.edit = { $0.rowGroups[0].columns[0].metadata.compressedByteCount = .max }
        },
        Case("pages before the head", ParquetFault.badFooter) {
            $0.edit = { $0.rowGroups[0].columns[0].metadata.dataPageOffset = 0 }
        },
        Case("pages of another type than the schema's", ParquetFault.badFooter) {
            $0.columns[0].type = .int64
        },
        Case("pages in another file", ParquetFault.unsupported) {
            $0.columns[0].filePath = "/etc/passwd"
        },
        Case("a group without its fields", ParquetFault.badFooter) { $0.rootChildCount = 2 },
        Case("a root of far too many fields", ParquetFault.badFooter) {
            $0.rootChildCount = Int(Int32.max)
        },
        Case("elements that belong to no group", ParquetFault.badFooter) {
            $0.schema.append(text)
        },
        Case("a column that is a group as well", ParquetFault.badFooter) {
            $0.schema[0].childCount = 1
        },
        Case("no columns", ParquetFault.missingColumns) {
            $0 = ParquetReaderFixture(schema: [], rootChildCount: 0, columns: [], rowCount: 0)
        },
        Case("two columns of one name", ParquetFault.duplicateColumn) {
            $0.schema.append(text)
            $0.columns.append($0.columns[0])
            $0.rootChildCount = 2
        },
        Case("fields that nest too deep", ParquetFault.badFooter) {
            let group = SchemaElement(name: "g", repetition: .repeated, childCount: 1)
            $0.schema = [SchemaElement](repeating: group, count: 60_000) + [text]
        },
        Case("lists that nest too deep", ParquetFault.badFooter) {
            let group = SchemaElement(
                name: "g", repetition: .repeated, childCount: 1, convertedType: .list)
            $0.schema = [SchemaElement](repeating: group, count: 60_000) + [text]
        },
        Case("millions of rows out of nothing", ParquetFault.tooLarge) {
            let header = DataPageHeader(valueCount: 1 << 30, encoding: .plain)
            let body: [UInt8] = [6, 0, 0, 0, 0x80, 0x80, 0x80, 0x80, 0x08, 0]
            $0.columns[0].pages = [(.data(header), body)]
            $0.columns[0].valueCount = 1 << 30
            $0.rowCount = 1 << 30
        },
        Case("pages that end early", ParquetFault.corruptPage) { $0.columns[0].pages = [] },
        Case("a page of more values than the column", ParquetFault.corruptPage) {
            $0.columns[0].pages = [
                ParquetReaderFixture.page(
                    definition: [1, 1, 1], count: 3, ParquetReaderFixture.texts("a", "b", "c"))
            ]
        },
        Case("fewer levels than values", ParquetFault.corruptPage) {
            $0.columns[0].pages = [
                ParquetReaderFixture.page(
                    definition: [1], count: 2, ParquetReaderFixture.texts("a", "b"))
            ]
        },
        Case("a level above the highest", ParquetFault.corruptPage) {
            $0.columns[0].pages = [
                ParquetReaderFixture.page(
                    definition: [1, 3], count: 2, ParquetReaderFixture.texts("a", "b"))
            ]
        },
        Case("fewer values than levels", ParquetFault.corruptPage) {
            $0.columns[0].pages = [
                ParquetReaderFixture.page(
                    definition: [1, 1], count: 2, ParquetReaderFixture.texts("a"))
            ]
        },
        Case("a value longer than its page", ParquetFault.corruptPage) {
            $0.columns[0].pages = [
                ParquetReaderFixture.page(
                    definition: [1, 1], count: 2, [255, 255, 255, 255, 1, 2, 3, 4])
            ]
        },
        Case("places in a dictionary that is not there", ParquetFault.corruptPage) {
            $0.columns[0].pages = [
                ParquetReaderFixture.page(
                    definition: [1, 1], count: 2, [1, 4, 0], encoding: .rleDictionary)
            ]
        },
        Case("a place behind the dictionary", ParquetFault.corruptPage) {
            $0.columns[0].pages = [
                (
                    .dictionary(DictionaryPageHeader(valueCount: 1)),
                    ParquetReaderFixture.texts("a")
                ),
                ParquetReaderFixture.page(
                    definition: [1, 1], count: 2, [1, 4, 1], encoding: .rleDictionary),
            ]
        },
        Case("a dictionary of more values than bytes", ParquetFault.corruptPage) {
            $0.columns[0].pages.insert(
                (.dictionary(DictionaryPageHeader(valueCount: Int(Int32.max))), [1, 2, 3]), at: 0)
        },
        Case("an encoding that nobody knows", ParquetFault.unsupported) {
            $0.columns[0].pages = [
                ParquetReaderFixture.page(
                    definition: [1, 1], count: 2, [1], encoding: PageEncoding(rawValue: 77))
            ]
        },
        Case("a codec that is not read", ParquetFault.unsupported) {
            $0.columns[0].codec = CompressionCodec(rawValue: 4)
        },
        Case("a page that claims two gigabytes", ParquetFault.tooLarge) {
            $0.columns[0].codec = .zstd
            $0.columns[0].extraByteCount = 2_000_000_000
        },
        Case("more than a codec can do", ParquetFault.corruptPage) {
            $0.columns[0].codec = .snappy
            $0.columns[0].extraByteCount = 100_000_000
        },
        Case("bytes that are not of their codec", ParquetFault.corruptPage) {
            $0.columns[0].codec = .gzip
        },
    ]

    @Test(arguments: cases) func `a lie is a fault with its reason`(_ each: Case) throws {
        var fixture = ParquetReaderHostileTests.honest
        each.edit(&fixture)
        let path = try fixture.write(to: folder["file"])
        let fault = #expect(throws: ParquetFault.self) {
            try ParquetFile(path).texts()
        }
        #expect(fault?.reason == each.reason, "\(String(describing: fault))")
    }

    @Test func `a fault names column, row group and page, and stays`() throws {
        var fixture = ParquetReaderHostileTests.honest
        fixture.columns[0].pages[0].body.removeLast()
        let rows = try ParquetFile(try fixture.write(to: folder["file"])).rows()
        #expect(try rows.next()?.map(\.text) == ["\"a\""])
        let fault = try #require(throws: ParquetFault.self) { try rows.next() }
        #expect(fault.column == "x")
        #expect(fault.rowGroup == 0)
        #expect(fault.offset == 4)
        #expect(fault.fault.code == .badInput)
        #expect(fault.description.hasPrefix("column `x`, row group 0, page at byte 4: "))
        let again = #expect(throws: ParquetFault.self) { try rows.next() }
        #expect(again == fault)
    }

    @Test func `leaves of a list must agree`() throws {
        let schema = [
            SchemaElement(name: "x", repetition: .repeated, childCount: 2),
            SchemaElement(name: "a", type: .byteArray, repetition: .required),
            SchemaElement(name: "b", type: .byteArray, repetition: .required),
        ]
        func column(_ repetition: [UInt8]) -> ParquetReaderFixture.Column {
            .init(
                valueCount: 3,
                pages: [
                    ParquetReaderFixture.page(
                        repetition: repetition, definition: [1, 1, 1], count: 3,
                        ParquetReaderFixture.texts("1", "2", "3"))
                ])
        }
        var fixture = ParquetReaderFixture(
            schema: schema, columns: [column([0, 1, 0]), column([0, 1, 0])], rowCount: 2)
        #expect(
            try ParquetFile(try fixture.write(to: folder["good"])).texts() == [
                ["[{a: <1>, b: <1>}, {a: <2>, b: <2>}]"], ["[{a: <3>, b: <3>}]"],
            ])
        fixture.columns[1] = column([0, 0, 1])
        let file = try ParquetFile(try fixture.write(to: folder["bad"]))
        #expect(throws: ParquetFault.self) { try file.texts() }
    }

    @Test func `one value over the limit is refused alone`() throws {
        var limits = ParquetLimits()
        limits.valueByteCount = 0
        let path = try ParquetReaderHostileTests.honest.write(to: folder["file"])
        #expect(
            try ParquetFile(path, limits: limits).texts() == [["too large: 1"], ["too large: 1"]])
    }

    @Test func `one list over the limit is refused alone, an endless one with the file`() throws {
        let element = SchemaElement(name: "x", type: .byteArray, repetition: .repeated)
        var levels = [UInt8](repeating: 1, count: 20)
        levels[0] = 0
        levels[18] = 0
        let fixture = ParquetReaderFixture(
            schema: [element],
            columns: [
                .init(
                    valueCount: 20,
                    pages: [
                        ParquetReaderFixture.page(
                            repetition: levels, definition: [UInt8](repeating: 1, count: 20),
                            count: 20, (0..<20).flatMap { _ in ParquetReaderFixture.texts("e") })
                    ])
            ], rowCount: 2)
        let path = try fixture.write(to: folder["file"])
        var limits = ParquetLimits()
        limits.elementCount = 2
        #expect(
            try ParquetFile(path, limits: limits).texts() == [["too large: 18"], ["[<e>, <e>]"]])
        limits.elementCount = 1
        let fault = #expect(throws: ParquetFault.self) {
            try ParquetFile(path, limits: limits).texts()
        }
        #expect(fault?.reason == ParquetFault.tooLarge)
    }

    @Test func `pages that are too large together are refused`() throws {
        let writer = try ParquetWriter(
            folder["file"], columns: [ParquetColumn("a", .string), ParquetColumn("b", .string)])
        for row in 0..<100 {
            let text = String(repeating: "\(row) ", count: 1_000)
            try writer.append([.text("a" + text), .text("b" + text)])
        }
        try writer.close()
        var limits = ParquetLimits()
        limits.heldByteCount = 500_000
        let file = try ParquetFile(folder["file"], limits: limits)
        #expect(try file.texts(columns: ["a"]).count == 100)
        #expect(try file.texts(columns: ["b"]).count == 100)
        let fault = #expect(throws: ParquetFault.self) { try file.texts() }
        #expect(fault?.reason == ParquetFault.tooLarge)
    }

    @Test func `text that is not UTF-8 spoils its own row`() throws {
        var fixture = ParquetReaderHostileTests.honest
        let last = fixture.columns[0].pages[0].body.count - 1
        fixture.columns[0].pages[0].body[last] = 0xFF
        let path = try fixture.write(to: folder["file"])
        #expect(try ParquetFile(path).texts() == [["\"a\""], ["invalid"]])
    }
}
