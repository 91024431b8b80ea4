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
        let task = try ShapesTask(poolCount: 0)
        let method = try task.warmUp(batch: batch, jobs: options.jobs)
        let optimizer = AdamW(ShapesTask.optimizer, count: task.model.layout.count)
        let gradient = Buffer<Float>(count: task.model.layout.count)
        let total = options.repetitions + 1
        let samples = try await Sample.measure(options.repetitions) { step in
            gradient.zero()
            _ = try await method.gradient(step: step, update: 0, addingTo: gradient)
            _ = try optimizer.update(
                task.model.weights, gradient: gradient, after: step,
                rate: ShapesTask.optimizer.rate(step: step, of: total))
        }
        var table = ResultTable("warm-up step", "jobs", "wall ms", "best ms", "cpu ms")
        table.add(
            "batch \(batch)", "\(options.jobs)", Figure.milliseconds(samples.wall),
            Figure.milliseconds(samples.bestWall), Figure.milliseconds(samples.cpu))
        table.print()
    }
}
