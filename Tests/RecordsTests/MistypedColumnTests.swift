import Testing

@testable import Records

@Suite struct MistypedColumnTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var row: any TableRow
        var column: String
        var value: JSONValue
        var testDescription: String { "\(type(of: row)) \(column)" }

        /// What the row is read as when the column holds another value.
        func read(_ value: JSONValue) throws -> any TableRow {
            var members = row.json.objectValue ?? []
            let place = try #require(members.firstIndex { $0.name == column })
            members[place].value = value
            return try type(of: row).init(json: .object(members))
        }
    }

    private static let digest = Digest(bytes: (0..<32).map { UInt8($0 * 7) })
    private static let someReject = Reject(
        source: "s", file: "f", row: nil, reason: "missing_image", detail: "d")
    private static let someLineage = Lineage(
        id: "a", source: "s", split: "train", file: "f", row: 0, shard: "train-00000", offset: 512,
        pictures: [digest])
    private static let someQuestion = Question(
        id: "a", source: "s", split: "train", capability: .fine, text: "q", answer: "a",
        pictures: [])

    static let cases = [
        Case(row: someReject, column: "row", value: "3"),
        Case(row: someReject, column: "position", value: .number("1.5")),
        Case(row: someReject, column: "entry", value: 1),
        Case(row: someReject, column: "id", value: 1),
        Case(row: someReject, column: "measured", value: 1),
        Case(row: someReject, column: "duplicate_of", value: .array([])),
        Case(row: someLineage, column: "position", value: "3"),
        Case(row: someLineage, column: "pictures", value: [.string(digest.hex), "ab"]),
        Case(row: someQuestion, column: "target", value: 1),
        Case(row: someQuestion, column: "text_only_target", value: 1),
        Case(row: Accounting(), column: "rejects", value: ["a": "1"]),
    ]

    @Test(arguments: cases)
    func `a column that may be empty is a fault all the same where it is mistyped`(
        given: Case
    ) throws {
        let fault = #expect(throws: Fault.self) { try given.read(given.value) }
        let expected = "the column `\(given.column)` holds \(given.value.serialized)"
        #expect(fault?.message.hasPrefix(expected) == true, "\(fault?.message ?? "")")
        let value = try #require(given.row.json[given.column])
        #expect(try given.read(value).json == given.row.json)
    }
}
