import ArgumentParser
import Model
import Records

/// `sample`: drawing responses from the embedded policy.
struct SampleBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "Sampling with the embedded policy; each job draws a batch of its own.")

    @OptionGroup var options: BenchmarkOptions

    @Option(help: "Prompts a batch; may be given several times.")
    var prompts: [Int] = [8, 16, 32]

    @Option(help: "Draws a prompt.")
    var draws = 8

    @Option(help: "Warm-up steps before, so that responses have the length they have in a run.")
    var warmUpSteps = 150

    @Flag(help: "Make every draw independent of what else is drawn, as rollouts do.")
    var rowwise = false

    func run() async throws {
        let task = try ShapesTask()
        try await task.train(steps: warmUpSteps)
        var table = ResultTable(
            "sampling", "jobs", "ms a batch", "tokens a response", "tokens/s", "tokens/cpu s")
        for count in prompts {
            let result = try await SampleBenchmark.measure(
                task, prompts: count, draws: draws, jobs: options.jobs,
                repetitions: options.repetitions, isRowwise: rowwise)
            let responses = Double(count * draws * options.jobs)
            table.add(
                "\(count)x\(draws)", "\(options.jobs)", Figure.milliseconds(result.samples.wall),
                Figure.fixed(result.tokens / responses, 1),
                Figure.fixed(result.tokens / result.samples.wall, 0),
                Figure.fixed(result.tokens / result.samples.cpu, 0))
        }
        table.print()
    }

    /// One job's memory.
    private final class Lane: @unchecked Sendable {
        let worker: PolicyWorker
        var tokens = 0
        init(_ worker: PolicyWorker) { self.worker = worker }
    }

    /// What a batch for each job costs, and the mean number of tokens of all jobs together.
    static func measure(
        _ task: ShapesTask, prompts: Int, draws: Int, jobs: Int, repetitions: Int,
        isRowwise: Bool = false
    ) async throws -> (samples: [Sample], tokens: Double) {
        let model = task.model
        let lanes = (0..<jobs).map { _ in Lane(PolicyWorker(model.configuration)) }
        let batches = (0..<jobs).map { task.prompts(prompts, draws: draws, seed: Seed(UInt64($0))) }
        var total = 0
        let samples = try await Sample.measure(repetitions) { repetition in
            let counts = try await ParallelMap.run(jobs, jobs: jobs) { job in
                let batch = batches[job]
                let responses = lanes[job].worker.sample(
                    model, batch.prompts, pictures: batch.pictures, isRowwise: isRowwise)
                return responses.joined().reduce(0) { $0 + $1.count }
            }
            if repetition > 0 { total += counts.reduce(0, +) }
        }
        return (samples, Double(total) / Double(repetitions))
    }
}
