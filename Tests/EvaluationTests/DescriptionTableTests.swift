import Records
import Testing

@testable import Evaluation

@Suite struct DescriptionTableTests {
    private static func row(reader: String, compared: Int = 0) -> DescriptionRow {
        var counts = DescriptionCounts()
        counts.questions = 4
        counts.draws = 8
        counts.right = 4
        counts.compared = compared
        counts.named = compared
        counts.missed = compared
        return DescriptionRow(
            policy: "p", mode: "sampled", reader: reader, capability: "all", family: nil,
            counts: counts)
    }

    @Test func `there is no table without rows`() {
        #expect(DescriptionTable.lines([]).isEmpty)
    }

    @Test func `objects named and missed are shown where there were some to name`() {
        let with = DescriptionTable.lines([DescriptionTableTests.row(reader: "self", compared: 2)])
        #expect(with[0].contains("recall"))
        #expect(with[1].contains("50.0 %"))
        let without = DescriptionTable.lines([DescriptionTableTests.row(reader: "self")])
        #expect(!without[0].contains("recall"))
    }

    @Test func `the table shows the readers where there are several`() {
        let own = DescriptionTableTests.row(reader: "self")
        let lines = DescriptionTable.lines([own, DescriptionTableTests.row(reader: "warm-up")])
        #expect(lines.count == 3)
        #expect(lines[0].contains("read by"))
        #expect(lines[2].contains("warm-up"))
        #expect(!DescriptionTable.lines([own])[0].contains("read by"))
    }
}
