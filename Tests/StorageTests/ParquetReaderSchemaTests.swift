@testable import Storage
import TestSupport
import Testing

/// How fields are put together from levels, for every spelling of a list.
@Suite struct ParquetReaderSchemaTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var schema: [SchemaElement]
        var repetition: [UInt8]?
        var definition: [UInt8]?
        var type: String
        var rows: [String]
        var testDescription: String { name }
    }

    private static func leaf(_ name: String, _ repetition: Repetition) -> SchemaElement {
        SchemaElement(name: name, type: .byteArray, repetition: repetition, convertedType: .utf8)
    }

    private static func group(
        _ name: String, _ repetition: Repetition, _ type: ConvertedType? = nil, count: Int = 1
    ) -> SchemaElement {
        SchemaElement(
            name: name, repetition: repetition, childCount: count, convertedType: type)
    }

    private static let cases = [
        Case(
            name: "list of three levels",
            schema: [
                group("x", .optional, .list), group("list", .repeated), leaf("element", .optional),
            ],
            repetition: [0, 1, 0, 0, 0], definition: [3, 2, 0, 1, 3], type: "list<string>",
            rows: ["[\"a\", null]", "null", "[]", "[\"b\"]"]),
        Case(
            name: "list of bags, as Hive writes",
            schema: [
                group("x", .optional, .list), group("bag", .repeated),
                leaf("array_element", .optional),
            ],
            repetition: [0, 1, 0, 0, 0], definition: [3, 2, 0, 1, 3], type: "list<string>",
            rows: ["[\"a\", null]", "null", "[]", "[\"b\"]"]),
        Case(
            name: "list of two levels",
            schema: [group("x", .optional, .list), leaf("array", .repeated)],
            repetition: [0, 1, 0, 0], definition: [2, 2, 0, 1], type: "list<string not null>",
            rows: ["[\"a\", \"b\"]", "null", "[]"]),
        Case(
            name: "list whose repeated group is named array",
            schema: [
                group("x", .required, .list), group("array", .repeated), leaf("y", .required),
            ],
            repetition: [0, 1, 0], definition: [1, 1, 0],
            type: "list<struct<y: string not null> not null> not null",
            rows: ["[{y: \"a\"}, {y: \"b\"}]", "[]"]),
        Case(
            name: "list whose repeated group is named after it",
            schema: [
                group("x", .required, .list), group("x_tuple", .repeated), leaf("y", .required),
            ],
            repetition: [0, 0], definition: [1, 1],
            type: "list<struct<y: string not null> not null> not null",
            rows: ["[{y: \"a\"}]", "[{y: \"b\"}]"]),
        Case(
            name: "repeated field that no list announces", schema: [leaf("x", .repeated)],
            repetition: [0, 1, 0], definition: [1, 1, 0], type: "list<string not null> not null",
            rows: ["[\"a\", \"b\"]", "[]"]),
        Case(
            name: "struct in a struct",
            schema: [group("x", .optional), group("y", .optional), leaf("z", .optional)],
            definition: [3, 2, 1, 0, 3],
            type: "struct<y: struct<z: string>>",
            rows: [
                "{y: {z: \"a\"}}", "{y: {z: null}}", "{y: null}", "null", "{y: {z: \"b\"}}",
            ]),
        Case(
            name: "list in a list",
            schema: [
                group("x", .optional, .list), group("list", .repeated),
                group("element", .optional, .list), group("list", .repeated),
                leaf("element", .optional),
            ],
            repetition: [0, 2, 1, 1, 0, 0], definition: [5, 4, 3, 2, 1, 5],
            type: "list<list<string>>",
            rows: ["[[\"a\", null], [], null]", "[]", "[[\"b\"]]"]),
        Case(
            name: "required", schema: [leaf("x", .required)], type: "string not null",
            rows: ["\"a\"", "\"b\""]),
    ]

    @Test(arguments: cases) func `rows are put together from levels`(_ each: Case) throws {
        let count = each.definition?.count ?? 2
        let fixture = ParquetReaderFixture(
            schema: each.schema,
            columns: [
                .init(
                    valueCount: count,
                    pages: [
                        ParquetReaderFixture.page(
                            repetition: each.repetition, definition: each.definition,
                            count: count, ParquetReaderFixture.texts("a", "b"))
                    ])
            ], rowCount: each.rows.count)
        let file = try ParquetFile(try fixture.write(to: folder["file"]))
        #expect(file.fields.map(\.description) == ["x: " + each.type])
        #expect(try file.texts() == each.rows.map { [$0] })
        for start in each.rows.indices {
            #expect(try file.texts(start..<each.rows.count) == each.rows[start...].map { [$0] })
        }
    }

    @Test func `a map is a list of keys and values, also in the words of old files`() throws {
        let schema = [
            ParquetReaderSchemaTests.group("x", .optional, .mapKeyValue),
            ParquetReaderSchemaTests.group("map", .repeated, count: 2),
            ParquetReaderSchemaTests.leaf("key", .required),
            ParquetReaderSchemaTests.leaf("value", .optional),
        ]
        let repetition: [UInt8] = [0, 1, 0, 0]
        let fixture = ParquetReaderFixture(
            schema: schema,
            columns: [
                .init(
                    valueCount: 4,
                    pages: [
                        ParquetReaderFixture.page(
                            repetition: repetition, definition: [2, 2, 0, 1], count: 4,
                            ParquetReaderFixture.texts("a", "b"))
                    ]),
                .init(
                    valueCount: 4,
                    pages: [
                        ParquetReaderFixture.page(
                            repetition: repetition, definition: [2, 3, 0, 1], count: 4,
                            ParquetReaderFixture.texts("c"))
                    ]),
            ], rowCount: 3)
        let file = try ParquetFile(try fixture.write(to: folder["file"]))
        #expect(file.fields.map(\.description) == ["x: map<string not null, string>"])
        #expect(
            try file.texts() == [
                ["[{key: \"a\", value: null}, {key: \"b\", value: \"c\"}]"], ["null"], ["[]"],
            ])
    }

    @Test func `levels of old files are packed from the highest bit on`() throws {
        var header = DataPageHeader(valueCount: 9, encoding: .plain)
        header.definitionEncoding = .bitPacked
        let body = [0b1010_0000, 0b1000_0000] + ParquetReaderFixture.texts("a", "b", "c")
        let fixture = ParquetReaderFixture(
            schema: [ParquetReaderSchemaTests.leaf("x", .optional)],
            columns: [.init(valueCount: 9, pages: [(.data(header), body)])], rowCount: 9)
        let texts = try ParquetFile(try fixture.write(to: folder["file"])).texts().flatMap(\.self)
        #expect(
            texts == [
                "\"a\"", "null", "\"b\"", "null", "null", "null", "null", "null", "\"c\"",
            ])
    }
}
