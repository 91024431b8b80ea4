import ArgumentParser
import Records
import Storage

/// `shards`: writing shards, reading them in order and at random, beside webdataset and wids.
struct ShardsBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shards",
        abstract: "Writing checked, hashed, indexed and synced shards; reading them.",
        discussion: "The corpus is a folder with `questions.jsonl` and the pictures it names. Each"
            + " figure is of a process of its own on one thread; processor seconds count from after"
            + " the imports, peak memory is of the whole process. webdataset checks, hashes, indexes"
            + " and syncs nothing. wids is that of webdataset 0.2.111, the last that has it.")

    @Option(help: "The corpus.")
    var corpus: String

    @Flag(help: "Measure webdataset and wids as well (scripts/python-peers).")
    var peers = false

    @Option(help: "Repetitions; the median is printed.")
    var repetitions = 3

    @Option(help: "Samples of the set that is read at random.")
    var samples = 1_000_000

    @Option(help: "How many of them are read.")
    var reads = 100_000

    @Option(help: ArgumentHelp("What to do in this process.", visibility: .hidden))
    var part: ShardsPart?

    @Option(help: ArgumentHelp("Where the part finds or puts its files.", visibility: .hidden))
    var folder = ""

    func validate() throws {
        if repetitions < 1 || samples < 1 || reads < 1 {
            throw ValidationError("--repetitions, --samples and --reads must be at least 1")
        }
    }

    func run() async throws {
        if let part {
            let number = part == .synthesize ? samples : reads
            return print(try part.run(corpus: corpus, folder: folder, samples: number).line)
        }
        try await TemporaryFolder.with { folder in
            try throughput(folder)
            try randomAccess(folder)
        }
    }

    private func throughput(_ folder: String) throws {
        let python = peers ? try ChildProcess.python() : nil
        var table = ResultTable(
            "shards", "pictures", "pictures/cpu s", "us a picture", "peak MiB", "of ours")
        for part in [ShardsPart.write, .read] {
            let ours = try median(part, folder + "/ours", remove: part == .write)
            var rows = [("\(part.rawValue) pipeline", ours)]
            if let python {
                let script = ["scripts/peers/shards_webdataset.py", part.rawValue, corpus]
                let theirs = try median(
                    [python] + script + [folder + "/theirs"], folder + "/theirs",
                    remove: part == .write)
                guard theirs.byteCount == ours.byteCount, theirs.count == ours.count else {
                    throw Fault(.internalError, "webdataset saw other pictures than we did")
                }
                rows.append(("\(part.rawValue) webdataset", theirs))
            }
            for (name, outcome) in rows {
                table.add(
                    name, "\(outcome.count)", Figure.fixed(outcome.rate, 0),
                    Figure.fixed(outcome.microseconds, 1),
                    Figure.fixed(outcome.peakMebibytes, 0),
                    Figure.fixed(outcome.rate / ours.rate, 2))
            }
        }
        table.print()
        let stages = try ChildProcess.run(command(.stages, folder + "/stages")).output
        let text = String(decoding: stages.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        print("write, us a picture by stage: \(text)\n")
        for name in ["ours", "theirs", "stages"] { try FileSystem.remove("\(folder)/\(name)") }
    }

    private func randomAccess(_ folder: String) throws {
        let place = folder + "/million"
        _ = try ShardsBenchmark.outcome(command(.synthesize, place))
        var table = ResultTable("one of \(samples)", "reads", "us a sample", "open ms", "peak MiB")
        func add(_ name: String, _ outcome: ShardsOutcome) {
            table.add(
                name, "\(outcome.count)", Figure.fixed(outcome.microseconds, 2),
                Figure.fixed(outcome.openMilliseconds, 3), Figure.fixed(outcome.peakMebibytes, 0))
        }
        add("pipeline, by number", try median(.position, place, remove: false))
        add("pipeline, by question id", try median(.id, place, remove: false))
        if peers {
            // Its shards are scanned when they are opened, which takes seconds for each: three do.
            let python = try ChildProcess.python("wids")
            let wids = [python, "scripts/peers/shards_wids.py", place + "/shards", "3", "20000"]
            add("wids, three shards", try median(wids, place, remove: false))
        }
        table.print()
    }

    private func command(_ part: ShardsPart, _ folder: String) -> [String] {
        [
            "/proc/self/exe", "shards", "--corpus", corpus, "--part", part.rawValue, "--folder",
            folder, "--samples", "\(samples)", "--reads", "\(reads)",
        ]
    }

    private func median(
        _ part: ShardsPart, _ folder: String, remove: Bool
    ) throws -> ShardsOutcome {
        try median(command(part, folder), folder, remove: remove)
    }

    /// The outcome of the median rate. What a repetition wrote is removed before the next.
    private func median(
        _ command: [String], _ folder: String, remove: Bool
    ) throws -> ShardsOutcome {
        var outcomes: [ShardsOutcome] = []
        for _ in 0..<repetitions {
            if remove { try FileSystem.remove(folder) }
            outcomes.append(try ShardsBenchmark.outcome(command))
        }
        return outcomes.sorted { $0.rate < $1.rate }[outcomes.count / 2]
    }

    private static func outcome(_ command: [String]) throws(Fault) -> ShardsOutcome {
        let process = try ChildProcess.run(command)
        let line = String(decoding: process.output, as: UTF8.self)
        guard var outcome = ShardsOutcome(line: line) else {
            throw Fault(.internalError, "`\(command.prefix(2))` printed `\(line)`")
        }
        outcome.peakMebibytes = process.peakMebibytes
        return outcome
    }
}
