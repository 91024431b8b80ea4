import ArgumentParser
import Model
import Records
import Training

/// `update`: a GRPO update without its sampling.
struct UpdateBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "One GRPO update: reference forward, forward, backward, AdamW; no sampling.")

    @OptionGroup var options: BenchmarkOptions

    @Option(help: "Questions a step; may be given several times.")
    var prompts: [Int] = [8, 16, 32]

    @Option(help: "Warm-up steps before, so that responses have the length they have in a run.")
    var warmUpSteps = 150

    func run() async throws {
        let task = try ShapesTask()
        try await task.train(steps: warmUpSteps)
        var table = ResultTable("update", "jobs", "tokens", "wall ms", "best ms", "cpu ms")
        for count in prompts {
            let result = try await UpdateBenchmark.measure(
                task, prompts: count, jobs: options.jobs, repetitions: options.repetitions)
            table.add(
                "\(count)x8", "\(options.jobs)", "\(result.tokens)",
                Figure.milliseconds(result.samples.wall),
                Figure.milliseconds(result.samples.bestWall),
                Figure.milliseconds(result.samples.cpu))
        }
        table.print()
    }

    /// What updates cost, each on a batch of its own, and the tokens of the last.
    static func measure(
        _ task: ShapesTask, prompts: Int, jobs: Int, repetitions: Int
    ) async throws -> (samples: [Sample], tokens: Int) {
        let method = try task.reinforcement(prompts: prompts, jobs: jobs)
        var settings = ShapesTask.optimizer
        settings.learningRate = 3e-4
        let optimizer = AdamW(settings, count: task.model.layout.count)
        let gradient = Buffer<Float>(count: task.model.layout.count)
        var samples: [Sample] = []
        var tokens = 0
        for step in 0...repetitions {
            let batch = try await method.sample(step: step)
            tokens = batch.tokenCount
            samples.append(
                try await Sample.once {
                    gradient.zero()
                    _ = try await method.differentiate(batch, step: step, addingTo: gradient)
                    _ = try optimizer.update(
                        task.model.weights, gradient: gradient, after: step,
                        rate: settings.learningRate)
                })
        }
        return (Array(samples.dropFirst()), tokens)
    }
}
