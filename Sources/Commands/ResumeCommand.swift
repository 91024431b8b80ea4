import ArgumentParser
import Engine
import Records

/// `pipeline resume`: `run` for a run that was begun and is not finished.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract:
            "Goes on with a run that was begun, with the --set and --params it was begun with.",
        discussion: """
            The manifest, its pipeline and its data sets are read again as they are now; the values of \
            --set and --params are those that were given when the run was begun, the files of --params \
            as they were then. What is done and has not changed is not done again.
            """)

    @Argument(help: "The run's name, or its manifest.", completion: Completion.runs)
    var name: String

    @OptionGroup var workspaceOption: WorkspaceOption
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var place: PlaceOptions
    @OptionGroup var options: RunOptions

    func run() async throws {
        let named = try NamedRun(name, workspaceOption)
        let status = try named.status()
        var origin = status.record.origin
        origin.overrides = place.applied(to: origin.overrides)
        let runCommand = (["pipeline", "run", origin.manifestPath] + origin.words)
            .map(ShellWord.quoted).joined(separator: " ")
        if status.isComplete {
            throw Fault(
                .badInput, "there is nothing to resume: the run `\(status.record.name)` is done",
                remedy: "`\(runCommand)` runs what has changed since")
        }
        let prepared = try named.prepared(origin, workspaceOption)
        try await RunSession(prepared, options, selection, place)
            .executeOrDetach()
    }
}
