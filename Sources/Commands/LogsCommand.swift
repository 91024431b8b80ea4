import ArgumentParser
import Engine
import Records
import Terminal

/// `pipeline logs`: what a stage's programs printed, or what happened in it.
struct LogsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs",
        abstract: "Shows what the programs of a stage printed, or else what happened in it.",
        discussion: """
            A stage that starts programs has a log for each unit; the lines of several stand under \
            their names. Of any other stage, its lines of the event log are shown, with their times.
            """)

    @Argument(
        help: ArgumentHelp("The stage, or one unit of it.", valueName: "stage[/unit]"),
        completion: Completion.stages)
    var name: String

    @Option(
        help: "The run's name, or its manifest. Default: the one that was active last.",
        completion: Completion.runs)
    var run: String?

    @OptionGroup var workspaceOption: WorkspaceOption

    @Flag(name: [.customShort("f"), .long], help: "Go on until the run ends.")
    var follow = false

    @Option(help: ArgumentHelp("Show only the last lines of each log.", valueName: "n"))
    var tail: Int?

    func validate() throws {
        guard let tail, tail < 0 else { return }
        throw ValidationError("--tail must be at least 0, not \(tail)")
    }

    func run() async throws {
        let named = try NamedRun(latest: run, workspaceOption)
        let status = try named.status()
        let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let stage = String(parts[0])
        guard status.stages.contains(where: { $0.name.utf8.elementsEqual(stage.utf8) }) else {
            let names = status.stages.map { "`\($0.name)`" }.joined(separator: ", ")
            throw Fault(
                .usage, "the run `\(status.record.name)` has no stage `\(stage)`",
                remedy: "its stages are \(names)")
        }
        var logs = StageLogs(
            named.folder, stage: stage, unit: parts.count > 1 ? String(parts[1]) : nil, tail: tail)
        while true {
            // Asked before reading: what it wrote before its end is read.
            let isRunning = RunLock.currentHolder(named.folder) != nil
            try logs.write(to: .standardOutput)
            try OutputStream.standardOutput.check()
            guard follow, isRunning else { break }
            try await Task.sleep(for: .milliseconds(100))
        }
        try logs.finish(.standardOutput)
    }
}
