import ArgumentParser

/// `noop`: a run of the built tool in which nothing is left to do.
struct NothingToDoBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "noop",
        abstract: "A `pipeline run` with nothing left to do; the first run, which does the work, is"
            + " not counted.")

    @OptionGroup var options: BenchmarkOptions

    @Option(help: "The built tool.")
    var binary = ".build/release/pipeline"

    @Option(help: "The manifest to run.")
    var manifest = "manifests/quickstart.yaml"

    @Option(help: "A value of the manifest, as field.path=value; may be given several times.")
    var set: [String] = []

    @Option(help: "The workspace; a temporary one unless given.")
    var workspace: String?

    func run() async throws {
        if let workspace { return try measure(workspace) }
        try await TemporaryFolder.with { folder in try measure(folder + "/workspace") }
    }

    private func measure(_ workspace: String) throws {
        var arguments = [
            binary, "run", manifest, "--quiet", "--workspace", workspace, "--jobs",
            "\(options.jobs)",
        ]
        for value in set { arguments += ["--set", value] }
        let first = try ChildProcess.run(arguments)
        let outcomes = try (0..<options.repetitions).map { _ in try ChildProcess.run(arguments) }
        let samples = outcomes.map(\.sample)
        var table = ResultTable("run", "jobs", "wall ms", "best ms", "cpu ms", "peak MiB")
        table.add(
            "first", "\(options.jobs)", Figure.milliseconds(first.sample.wall), "",
            Figure.milliseconds(first.sample.cpu), Figure.fixed(first.peakMebibytes, 0))
        table.add(
            "nothing to do", "\(options.jobs)", Figure.milliseconds(samples.wall),
            Figure.milliseconds(samples.bestWall), Figure.milliseconds(samples.cpu),
            Figure.fixed(outcomes.map(\.peakMebibytes).max() ?? .nan, 0))
        table.print()
    }
}
