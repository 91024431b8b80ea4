import ArgumentParser
import Records
import Rollouts
import Sampling
import Storage

/// `label-quality`: how many draws labels cost, and how many of them are wrong.
struct LabelQualityBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "label-quality",
        abstract: "Draws and wrong labels of ways to sample, on verdicts that were really drawn.",
        discussion: """
            The rollouts.parquet of a run with many draws of each question (pipelines/label-quality.yaml) \
            is drawn again from, by the sessions and rules of the product. The first draws serve the ways \
            that are compared, the last ones tell the pass rate that a label is held against.
            """)

    @Option(parsing: .upToNextOption, help: "Files rollouts.parquet, one a seed.")
    var rollouts: [String]

    @Option(help: "The last draws of each question, which tell its pass rate.")
    var truth = 256

    func run() async throws {
        for path in rollouts {
            let verdicts = try VerdictMatrix(path, truth: truth)
            let title = "\(verdicts.rows.count) questions"
            var table = ResultTable(
                title, "draws/question", "easy", "of them p < 0.9", "hard", "of them p > 0.1",
                "medium", "of them p outside", "undecided")
            let fixed = verdicts.rows.count * 8
            for scheme in LabelScheme.all {
                let result = try await scheme.run(verdicts, fixedDraws: fixed)
                table.add(
                    scheme.name,
                    Figure.fixed(Double(result.draws) / Double(verdicts.rows.count), 2),
                    "\(result.easy.count)", result.easy.share, "\(result.hard.count)",
                    result.hard.share, "\(result.medium.count)", result.medium.share,
                    "\(result.undecided)")
            }
            Swift.print(path)
            table.print()
        }
    }
}
