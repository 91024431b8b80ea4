import ArgumentParser
import Records
import Storage

/// `json`: from rows of JSON Lines to mapped, checked questions, beside `datasets`.
struct JSONBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "json",
        abstract: "JSON Lines to questions whose texts are checked, without pictures.",
        discussion: "Each figure is of a process of its own on one thread; processor seconds count"
            + " from after the imports, peak memory is of the whole process. `datasets` checks"
            + " nothing: it gives each row as a dictionary, or writes all rows to its cache.")

    @Option(help: "A corpus whose `questions.jsonl` is read besides.")
    var corpus: String?

    @Option(help: "Rows of the tables that are made.")
    var rows = 200_000

    @Flag(help: "Measure datasets as well (scripts/python-peers).")
    var peers = false

    @Option(help: "Repetitions; the median is printed.")
    var repetitions = 3

    @Option(help: ArgumentHelp("The table that this process reads.", visibility: .hidden))
    var part: String?

    func validate() throws {
        if rows < 1 || repetitions < 1 {
            throw ValidationError("--rows and --repetitions must be at least 1")
        }
    }

    func run() async throws {
        if let part { return print(try JSONTable.read(part).line) }
        try await TemporaryFolder.with { folder in try measure(folder) }
    }

    private func measure(_ folder: String) throws {
        let python = peers ? try ChildProcess.python() : nil
        var table = ResultTable(
            "json", "rows", "bytes a row", "rows/cpu s", "us a row", "peak MiB", "of ours")
        var places: [(name: String, path: String)] = []
        for kind in JSONTable.allCases {
            let path = "\(folder)/\(kind.rawValue).jsonl"
            try kind.write(rows, to: path)
            places.append((kind.rawValue, path))
        }
        if let corpus { places.append(("corpus", corpus + "/questions.jsonl")) }
        for (name, path) in places {
            let size = try FileSystem.status(path)?.byteCount ?? 0
            let ours = try median(["/proc/self/exe", "json", "--part", path])
            var found = [("\(name), pipeline", ours)]
            for mode in python == nil ? [] : ["rows", "cache"] {
                let script = ["scripts/peers/bench_json.py", mode, path, "\(folder)/hub"]
                let theirs = try median([python ?? "python3"] + script)
                guard theirs.count == ours.count, theirs.byteCount == ours.byteCount else {
                    throw Fault(.internalError, "datasets saw other questions than we did")
                }
                found.append(("\(name), datasets \(mode)", theirs))
            }
            for (name, outcome) in found {
                table.add(
                    name, "\(outcome.count)", "\(size / outcome.count)",
                    Figure.fixed(outcome.rate, 0), Figure.fixed(outcome.microseconds, 2),
                    Figure.fixed(outcome.peakMebibytes, 0),
                    Figure.fixed(outcome.rate / ours.rate, 3))
            }
        }
        table.print()
    }

    /// The outcome of the median rate, after a run that does not count.
    private func median(_ command: [String]) throws(Fault) -> ShardsOutcome {
        var outcomes: [ShardsOutcome] = []
        for _ in 0...repetitions {
            let process = try ChildProcess.run(command)
            let line = String(decoding: process.output, as: UTF8.self)
            guard var outcome = ShardsOutcome(line: line), outcome.count > 0 else {
                throw Fault(.internalError, "`\(command.prefix(2))` printed `\(line)`")
            }
            outcome.peakMebibytes = process.peakMebibytes
            outcomes.append(outcome)
        }
        return outcomes.dropFirst().sorted { $0.rate < $1.rate }[repetitions / 2]
    }
}
