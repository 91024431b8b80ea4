import ArgumentParser
import Model
import Records
import Training

/// `training`: sampling, GRPO updates and warm-up steps of the embedded policy beside PyTorch's, and
/// matrix products at the shapes of an update.
struct TrainingBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "training",
        abstract: "The embedded policy's sampling and training beside PyTorch on the CPU.",
        discussion:
            "Both sides run in turns, each time in a process of its own; medians of the rounds are"
            + " printed. With one thread the times are processor seconds, with more they are"
            + " seconds on the clock. Peak memory is of the whole process.")

    @OptionGroup var options: BenchmarkOptions

    @Option(help: "How often each side runs.")
    var rounds = 3

    @Flag(help: "Measure PyTorch as well (scripts/python-peers).")
    var peers = false

    @Flag(help: ArgumentHelp("Measure our side in this process.", visibility: .hidden))
    var part = false

    func validate() throws {
        if rounds < 1 { throw ValidationError("--rounds must be at least 1") }
    }

    func run() async throws {
        if part { return try await measure() }
        let ours = "/proc/self/exe"
        let python = peers ? try ChildProcess.python("torch") : nil
        var sides: [(name: String, command: [String], rounds: [TrainingFigures])] = [
            (
                "pipeline",
                [
                    ours, "training", "--part", "--jobs", "\(options.jobs)", "--repetitions",
                    "\(options.repetitions)",
                ], []
            )
        ]
        if let python {
            sides.append(
                (
                    "PyTorch",
                    [
                        python, "scripts/peers/bench_training.py", "\(options.jobs)",
                        "\(options.repetitions)",
                    ], []
                ))
        }
        for _ in 0..<rounds {
            for place in sides.indices {
                let outcome = try ChildProcess.run(sides[place].command)
                sides[place].rounds.append(
                    try TrainingFigures(
                        lines: outcome.output, peakMebibytes: outcome.peakMebibytes))
            }
        }
        try print(sides.map { ($0.name, $0.rounds) })
    }

    /// Prints our figures as `scripts/peers/bench_training.py` prints PyTorch's.
    private func measure() async throws {
        let jobs = options.jobs
        let repetitions = options.repetitions
        let task = try ShapesTask()
        try await task.train(steps: 150)
        func print(_ what: String, _ size: String, _ samples: [Sample], tokens: Double) {
            Swift.print(
                TrainingFigures.line(
                    what, size,
                    [samples.wall, samples.bestWall, samples.cpu, tokens]))
        }
        for prompts in [8, 16, 32] {
            let result = try await SampleBenchmark.measure(
                task, prompts: prompts, draws: 8, jobs: jobs, repetitions: repetitions)
            print("sampling", "\(prompts)x8", result.samples, tokens: result.tokens)
        }
        for prompts in [8, 16, 32] {
            let result = try await UpdateBenchmark.measure(
                task, prompts: prompts, jobs: jobs, repetitions: repetitions)
            print("update", "\(prompts)x8", result.samples, tokens: Double(result.tokens))
        }
        let steps = try await WarmUpBenchmark.measure(
            task, batch: 64, jobs: jobs, repetitions: repetitions)
        print("sft", "64", steps, tokens: 0)
        for shape in MatrixProduct.updateShapes(task.model.configuration) {
            let rate = MatrixProduct.rate(shape, repetitions: repetitions * 3)
            Swift.print(TrainingFigures.line("sgemm", shape.name, [rate]))
        }
    }

    private func print(_ sides: [(name: String, rounds: [TrainingFigures])]) throws {
        let model = try ShapesTask(poolCount: 0).model
        let isOneThread = options.jobs == 1
        var table = ResultTable("training", "unit", "pipeline", "PyTorch", "ratio")
        func add(_ what: String, _ unit: String, _ figure: (TrainingFigures) -> Double?) {
            let medians = sides.map { side in
                let values = side.rounds.compactMap(figure).sorted()
                return values.isEmpty ? Double.nan : values[values.count / 2]
            }
            let theirs = medians.count > 1 ? medians[1] : .nan
            let decimals = unit == "tokens/s" || unit == "MiB" ? 0 : 1
            table.add(
                what, unit, Figure.fixed(medians[0], decimals),
                Figure.fixed(theirs, decimals), Figure.fixed(medians[0] / theirs, 2))
        }
        for size in ["8x8", "16x8", "32x8"] {
            add("sampling \(size)", "tokens/s") { figures in
                figures["sampling", size].map { $0[3] / (isOneThread ? $0[2] : $0[0]) }
            }
        }
        for (what, size) in [
            ("update", "8x8"), ("update", "16x8"), ("update", "32x8"), ("sft", "64"),
        ] {
            add("\(what) \(size)", "ms") { figures in
                figures[what, size].map { (isOneThread ? $0[2] : $0[0]) * 1000 }
            }
        }
        add("update 16x8, its products", "GFLOP/s") { figures in
            figures["update", "16x8"].map {
                // A side that runs whole sequences does more work for the same update; counted is
                // what ours needs, prompts once a group.
                MatrixProduct.updateOperations(
                    model.configuration, words: model.vocabulary.count, prompts: 16,
                    responseTokens: 16 * 8 * 13)
                    / (isOneThread ? $0[2] : $0[0]) / 1e9
            }
        }
        for shape in MatrixProduct.updateShapes(model.configuration) {
            add("sgemm \(shape.name)", "GFLOP/s") { $0["sgemm", shape.name]?.first }
        }
        add("peak memory", "MiB") { $0.peakMebibytes }
        table.print()
    }
}
