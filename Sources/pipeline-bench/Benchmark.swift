import ArgumentParser
import Model

/// `pipeline-bench`: figures of the hot paths. Prints, never judges: no figure fails a run.
@main
struct Benchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pipeline-bench",
        abstract: "Measures ingest, sampling, training steps and a run with nothing to do.",
        discussion: "Build it with `swift build -c release --product pipeline-bench`; figures of a"
            + " debug build say nothing.",
        subcommands: [
            IngestBenchmark.self, MemoryBenchmark.self, ShardsBenchmark.self, ParquetBenchmark.self,
            JSONBenchmark.self, SampleBenchmark.self, UpdateBenchmark.self, WarmUpBenchmark.self,
            NothingToDoBenchmark.self, EngineBenchmark.self, JournalBenchmark.self,
            EndpointBenchmark.self, GradeBenchmark.self, LabelQualityBenchmark.self,
            LabelsBenchmark.self, TrainingBenchmark.self, ScaleBenchmark.self, ScaleWorker.self,
        ])
}

/// What every benchmark takes.
struct BenchmarkOptions: ParsableArguments {
    @Option(help: "Threads to use.")
    var jobs = 1

    @Option(help: "Repetitions; the median is printed.")
    var repetitions = 9

    func validate() throws {
        if jobs < 1 || repetitions < 1 {
            throw ValidationError("--jobs and --repetitions must be at least 1")
        }
    }
}
