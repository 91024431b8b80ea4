import ArgumentParser
import Records
import Storage

/// `labels`: from verdicts on draws to labelled questions and a curriculum's phase, beside PeBR-R1's
/// script and pandas.
struct LabelsBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "labels",
        abstract: "Labelling questions from a table of draws, and selecting a phase.",
        discussion:
            "A table of one row a draw is made; each figure is of a process of its own on one"
            + " thread, with processor seconds from after imports and peak memory of the whole"
            + " process. Peers take a part of the questions, since they hold all of them in memory."
    )

    @Option(help: "Questions of the table.")
    var questions = 10_000_000

    @Option(help: "Draws of each.")
    var draws = 8

    @Option(help: "Questions of the phase, of the whole table; a tenth unless said.")
    var phase: Int?

    @Option(help: "Questions that peers, and we beside them, are given.")
    var peerQuestions = 500_000

    @Option(help: "Shards that the table is cut into, each labelled by itself; one unless said.")
    var shards: Int?

    @Flag(help: "Measure PeBR-R1's script and pandas as well (scripts/python-peers).")
    var peers = false

    @Option(help: "Repetitions; the median is printed.")
    var repetitions = 1

    @Option(help: ArgumentHelp("What to do in this process.", visibility: .hidden))
    var part: LabelsPart?

    @Option(help: ArgumentHelp("Where the part finds and puts its files.", visibility: .hidden))
    var folder = ""

    func validate() throws {
        if min(questions, draws, peerQuestions, repetitions, phase ?? 1, shards ?? 1) < 1 {
            throw ValidationError("numbers must be at least 1")
        }
        if questions % (shards ?? 1) != 0 {
            throw ValidationError("--shards must divide --questions")
        }
    }

    func run() async throws {
        if let part {
            return print(try part.run(in: folder, phase: phase ?? questions / 10).line)
        }
        try await TemporaryFolder.with { folder in
            var table = ResultTable(
                "labels", "questions", "cpu s", "questions/cpu s", "peak MiB", "of ours")
            if let shards {
                try measure(folder, shards: shards, &table)
                return table.print()
            }
            try measure(
                folder + "/whole", questions, phase ?? questions / 10, ["table", "select"], &table)
            if peers {
                try measure(
                    folder + "/part", peerQuestions, peerQuestions / 10,
                    ["table", "select", "pandas", "lines", "reference"], &table)
            }
            table.print()
        }
    }

    private func measure(
        _ folder: String, _ questions: Int, _ phase: Int, _ parts: [String],
        _ table: inout ResultTable
    ) throws {
        try FileSystem.createFolder(folder)
        let draws = DrawsTable(questions: questions, draws: draws)
        try draws.write(parquet: folder + "/draws.parquet")
        if parts.contains("lines") { try draws.write(lines: folder) }
        let python = parts.contains("pandas") ? try ChildProcess.python() : nil
        var ours: [String: LabelsOutcome] = [:]
        for name in parts {
            let outcomes = try (0..<repetitions).map { _ in
                try self.outcome(name, in: folder, phase, python)
            }.sorted { $0.processorSeconds < $1.processorSeconds }
            let median = outcomes[outcomes.count / 2]
            ours[name] = median
            var ratio = ""
            // pandas labels and selects in one process.
            if name == "pandas", let label = ours["table"], let select = ours["select"] {
                let both = label.processorSeconds + select.processorSeconds
                ratio = Figure.fixed(median.processorSeconds / both, 1)
                try label.check(median)
            }
            if name == "reference", let lines = ours["lines"] {
                ratio = Figure.fixed(median.processorSeconds / lines.processorSeconds, 1)
                try lines.check(median)
            }
            table.add(
                name, "\(questions)", Figure.fixed(median.processorSeconds, 2),
                Figure.fixed(Double(questions) / median.processorSeconds, 0),
                Figure.fixed(median.peakMebibytes, 0), ratio)
        }
    }

    /// Labels shards one after another, each in a process of its own, and selects from all in one.
    private func measure(
        _ folder: String, shards: Int, _ table: inout ResultTable
    ) throws {
        let count = questions / shards
        var labels = LabelsOutcome(processorSeconds: 0, counts: [0, 0, 0], peakMebibytes: 0)
        for shard in 0..<shards {
            let place = ShardSelection.place(of: shard, in: folder)
            try FileSystem.createFolder(place)
            try DrawsTable(questions: count, draws: draws, first: shard * count)
                .write(parquet: place + "/draws.parquet")
            labels.add(try outcome("table", in: place, 1, nil))
            // All shards' draws would fill the disk.
            try FileSystem.remove(place + "/draws.parquet")
        }
        guard labels.counts.reduce(0, +) == questions else {
            throw Fault(.internalError, "\(labels.counts) of \(questions) questions are labelled")
        }
        let phase = phase ?? questions / 10
        for (name, outcome) in [
            ("table", labels), ("merge", try outcome("merge", in: folder, phase, nil)),
        ] {
            table.add(
                "\(name), \(shards) shards", "\(questions)",
                Figure.fixed(outcome.processorSeconds, 2),
                Figure.fixed(Double(questions) / outcome.processorSeconds, 0),
                Figure.fixed(outcome.peakMebibytes, 0), "")
        }
    }

    private func outcome(
        _ name: String, in folder: String, _ phase: Int, _ python: String?
    ) throws(Fault) -> LabelsOutcome {
        var command = [
            "/proc/self/exe", "labels", "--part", name, "--folder", folder, "--phase", "\(phase)",
        ]
        if LabelsPart(rawValue: name) == nil {
            command = [
                python ?? "python3", "scripts/peers/bench_labels.py", name, folder, "\(phase)",
            ]
        }
        let process = try ChildProcess.run(command)
        let line = String(decoding: process.output, as: UTF8.self)
        guard var outcome = LabelsOutcome(line: line) else {
            throw Fault(.internalError, "\(name) printed `\(line)`")
        }
        outcome.peakMebibytes = process.peakMebibytes
        return outcome
    }
}
