import ArgumentParser
import Records
import Storage

/// `parquet`: writing and reading pictures with their questions, beside pyarrow and `datasets`.
struct ParquetBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parquet",
        abstract: "Writing and reading Parquet as Hugging Face lays pictures out.",
        discussion: "The corpus is a folder with `questions.jsonl` and the pictures it names. Each"
            + " figure is of a process of its own on one thread; processor seconds count from after"
            + " the imports, peak memory is of the whole process. Reading looks at every byte.")

    @Option(help: "The corpus.")
    var corpus: String

    @Flag(help: "Measure pyarrow and datasets as well (scripts/python-peers).")
    var peers = false

    @Option(help: "Repetitions; the median is printed.")
    var repetitions = 3

    func validate() throws {
        if repetitions < 1 { throw ValidationError("--repetitions must be at least 1") }
    }

    @Option(help: ArgumentHelp("What to do in this process.", visibility: .hidden))
    var part: ParquetPart?

    @Option(help: ArgumentHelp("Where the part finds or puts its file.", visibility: .hidden))
    var folder = ""

    func run() async throws {
        if let part { return print(try part.run(corpus: corpus, folder: folder).line) }
        try await TemporaryFolder.with { folder in try measure(folder) }
    }

    private func measure(_ folder: String) throws {
        let python = peers ? try ChildProcess.python() : nil
        let names = ["pipeline"] + (peers ? ["pyarrow", "datasets"] : [])
        var table = ResultTable(
            "parquet", "file of", "rows", "rows/cpu s", "first row ms", "peak MiB", "of ours")
        var digests: Set<UInt64> = []
        func add(_ part: ParquetPart, of writer: String?) throws {
            var ours = Double.nan
            for name in names {
                let place = "\(folder)/\(writer ?? name)"
                let figures = try (0..<repetitions).map { _ in
                    // Brings the file into the page cache, and back what some machines take out of
                    // it while nobody reads.
                    if part == .read { _ = try figure(part, by: "pipeline", in: place, python) }
                    // What `datasets` has prepared once it does not prepare again.
                    if part == .write { try FileSystem.remove(place) }
                    try FileSystem.createFolder(place)
                    return try figure(part, by: name, in: place, python)
                }
                let rate = figures.median(\.rate)
                if name == "pipeline" { ours = rate }
                table.add(
                    "\(part.rawValue) \(name)", writer ?? name, "\(figures[0].rowCount)",
                    Figure.fixed(rate, 0),
                    part == .read ? Figure.fixed(figures.median(\.firstMilliseconds), 2) : "",
                    Figure.fixed(figures.median(\.peakMebibytes), 0), Figure.fixed(rate / ours, 2))
                if part == .read { digests.formUnion(figures.map(\.digest)) }
            }
        }
        try add(.write, of: nil)
        for writer in names where writer != "pyarrow" { try add(.read, of: writer) }
        table.print()
        guard digests.count == 1 else {
            throw Fault(.internalError, "the readers did not see the same pictures")
        }
    }

    /// What one process did and took.
    private func figure(
        _ part: ParquetPart, by name: String, in folder: String, _ python: String?
    ) throws(Fault) -> ParquetOutcome {
        var command = [
            "/proc/self/exe", "parquet", "--corpus", corpus, "--part", part.rawValue, "--folder",
            folder,
        ]
        if name != "pipeline" {
            command = [
                python ?? "python3", "scripts/peers/bench_parquet.py", "\(part.rawValue)-\(name)",
                corpus, folder,
            ]
        }
        let process = try ChildProcess.run(command)
        let line = String(decoding: process.output, as: UTF8.self)
        guard var outcome = ParquetOutcome(line: line) else {
            throw Fault(.internalError, "\(name) printed `\(line)`")
        }
        outcome.peakMebibytes = process.peakMebibytes
        return outcome
    }
}

extension [ParquetOutcome] {
    /// The median of a figure; the upper one of an even number.
    fileprivate func median(_ figure: (ParquetOutcome) -> Double) -> Double {
        let sorted = map(figure).sorted()
        return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
    }
}
