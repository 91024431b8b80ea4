import ArgumentParser
import Model
import Training

/// `sft`: a training step of the warm-up.
struct WarmUpBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sft", abstract: "One warm-up step: forward, backward, AdamW.")

    @OptionGroup var options: BenchmarkOptions

    @Option(help: "Rows a step.")
    var batch = 64

    func run() async throws {
        let samples = try await WarmUpBenchmark.measure(
            try ShapesTask(poolCount: 0), batch: batch, jobs: options.jobs,
            repetitions: options.repetitions)
        var table = ResultTable("warm-up step", "jobs", "wall ms", "best ms", "cpu ms")
        table.add(
            "batch \(batch)", "\(options.jobs)", Figure.milliseconds(samples.wall),
            Figure.milliseconds(samples.bestWall), Figure.milliseconds(samples.cpu))
        table.print()
    }

    /// What steps cost.
    static func measure(
        _ task: ShapesTask, batch: Int, jobs: Int, repetitions: Int
    ) async throws -> [Sample] {
        let method = try task.warmUp(batch: batch, jobs: jobs)
        let optimizer = AdamW(ShapesTask.optimizer, count: task.model.layout.count)
        let gradient = Buffer<Float>(count: task.model.layout.count)
        return try await Sample.measure(repetitions) { step in
            gradient.zero()
            _ = try await method.gradient(step: step, update: 0, addingTo: gradient)
            _ = try optimizer.update(
                task.model.weights, gradient: gradient, after: step,
                rate: ShapesTask.optimizer.rate(step: step, of: repetitions + 1))
        }
    }
}
