import Records
import Testing

@testable import Evaluation

@Suite struct ComparisonTests {
    static let rows = [
        ComparisonRow(
            figure: "accuracy greedy all", arm: "uniform", values: [0.8, 0.82], baseline: nil),
        ComparisonRow(
            figure: "accuracy greedy all", arm: "medium", values: [0.85, 0.83],
            baseline: [0.8, 0.82]),
        ComparisonRow(figure: "draws", arm: "uniform", values: [2560, 2560], baseline: nil),
    ]

    @Test func `a table has a block a figure, and differences with their interval`() {
        let lines = ComparisonTable.lines(
            ComparisonTests.rows, baseline: "uniform", seeds: 2)
        #expect(
            lines == [
                "figure, 2 seeds      arm      mean ± se   minus uniform [95 %]",
                "accuracy greedy all  uniform  81.0 ± 1.0",
                "                     medium   84.0 ± 1.0  +3.0 [-22.4, +28.4]",
                "draws                uniform  2560 ± 0",
            ])
    }

    @Test(arguments: rows) func `a row is read as it was written`(row: ComparisonRow) throws {
        #expect(try ComparisonRow(json: row.json) == row)
    }

    @Test func `figures that an arm lacks under a seed are left out of it`() {
        let full = ArmFigures(values: [("reward", 1), ("draws", 64)])
        let part = ArmFigures(values: [("draws", 128)])
        let rows = ComparisonRow.rows(
            [(arm: "a", bySeed: [full, part]), (arm: "b", bySeed: [full, full])], baseline: "a")
        #expect(
            rows == [
                ComparisonRow(figure: "reward", arm: "b", values: [1, 1], baseline: nil),
                ComparisonRow(figure: "draws", arm: "a", values: [64, 128], baseline: nil),
                ComparisonRow(
                    figure: "draws", arm: "b", values: [64, 64], baseline: [64, 128]),
            ])
    }
}
