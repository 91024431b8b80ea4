import Records
import Testing

@testable import Ingest

@Suite struct UnitSummaryTests {
    private static let summary = UnitSummary(
        accounting: Accounting(inputs: 5, outputs: 4, rejects: ["too_long": 1]),
        counts: [.fine: 3, .reasoning: 1, .coarse: 0], hasShard: true, warnings: ["w"],
        notes: ["leading_space": 2])

    @Test func `a summary reads back as it was`() throws {
        let read = try UnitSummary(json: UnitSummaryTests.summary.json)
        #expect(read.json == UnitSummaryTests.summary.json)
        #expect(read.counts == UnitSummaryTests.summary.counts)
        #expect(read.notes == ["leading_space": 2])
    }

    struct Broken: Sendable, CustomTestStringConvertible {
        var column: String
        var value: JSONValue
        var expected: String
        var testDescription: String { "\(column): \(value.serialized)" }
    }

    @Test(arguments: [
        Broken(
            column: "capabilities", value: ["coarse": 1, "fine": "3"], expected: "`capabilities`"),
        Broken(column: "capabilities", value: ["fime": 3], expected: "`fime`, which is none"),
        Broken(column: "notes", value: ["a": 1, "b": .null], expected: "`notes`"),
    ])
    func `a count that is not understood is a fault, so that none is lost`(
        broken: Broken
    ) throws {
        var members = try #require(UnitSummaryTests.summary.json.objectValue)
        let place = try #require(members.firstIndex { $0.name == broken.column })
        members[place].value = broken.value
        let fault = #expect(throws: Fault.self) { try UnitSummary(json: .object(members)) }
        #expect(fault?.message.contains(broken.expected) == true, "\(fault?.message ?? "")")
    }
}
