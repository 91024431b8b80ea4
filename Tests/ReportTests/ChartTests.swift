import TestSupport
import Testing

@testable import Report

@Suite struct ChartTests {
    @Test func `a small chart is drawn as it was looked at`() throws {
        var table = ReportTable(
            "labels", "Labels",
            [.key("label", "label"), .init("questions", "questions")])
        table.append([.text("easy <b>"), .count(150)])
        table.append([.text("hard"), .count(1323)])
        let chart = ReportChart(
            "Questions by label", of: "labels",
            .bars(labels: ["label"], values: ["questions"]), unit: "questions",
            summary: "How many questions have each label.")
        let section = ReportSection(
            "labels", "Labels", sentences: [], tables: [table], charts: [chart])
        let drawing = try #require(ChartDrawing.of(chart, in: section))
        let svg = String(decoding: drawing.svg(chart, id: "c").bytes, as: UTF8.self)
        try Golden.expect(svg.replacing("><", with: ">\n<") + "\n", "bars")
    }

    @Test func `a name that does not fit its place is cut once`() {
        #expect(SVG.fitted("phase self-reward", 200) == "phase self-reward")
        #expect(SVG.fitted("phase self-reward", 70) == "phase sel…")
        #expect(SVG.fitted("\u{1B}[2J", 70).utf8.contains(0x1B) == false)
    }

    struct Marks {
        var low: Double
        var high: Double
        var marks: [Double]
    }

    @Test(arguments: [
        Marks(low: 0, high: 1, marks: [0, 0.2, 0.4, 0.6, 0.8, 1]),
        Marks(low: 0, high: 1323, marks: [0, 500, 1000]),
        Marks(low: -3, high: 7, marks: [-2, 0, 2, 4, 6]),
    ])
    func `axes have round marks`(_ one: Marks) {
        let marks = Scale(one.low, one.high, from: 0, to: 100).marks(5)
        #expect(marks.count == one.marks.count, "\(marks)")
        #expect(zip(marks, one.marks).allSatisfy { ($0 - $1).magnitude < 1e-9 }, "\(marks)")
    }

    @Test func `a chart of an empty table is not drawn`() {
        let table = ReportTable("t", "T", [.key("a", "a"), .init("b", "b")])
        let chart = ReportChart("C", of: "t", .bars(labels: ["a"], values: ["b"]), summary: "")
        let section = ReportSection("s", "S", sentences: [], tables: [table], charts: [chart])
        #expect(ChartDrawing.of(chart, in: section) == nil)
    }
}
