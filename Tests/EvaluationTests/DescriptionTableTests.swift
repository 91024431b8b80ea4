import Records
import Testing

@testable import Evaluation

@Suite struct DescriptionTableTests {
    private static func row(reader: String) -> DescriptionRow {
        var counts = DescriptionCounts()
        counts.questions = 4
        counts.draws = 8
        counts.right = 4
        return DescriptionRow(
            policy: "p", mode: "sampled", reader: reader, capability: "all", family: nil,
            counts: counts)
    }

    @Test func `there is no table without rows`() {
        #expect(DescriptionTable.lines([]).isEmpty)
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
