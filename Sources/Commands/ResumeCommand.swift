import ArgumentParser
import Engine
import Glibc
import Records

/// `pipeline resume`: `run` for a run that was begun and is not finished.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Goes on with a run that was begun, with the values it was begun with.")

    @Argument(help: "The run's name, or its manifest.")
    var name: String

    @OptionGroup var workspaceOption: WorkspaceOption
    @OptionGroup var options: RunOptions

    func run() async throws {
        let named = try NamedRun(name, workspaceOption)
        let status = try named.status()
        let origin = status.record.origin
        let runCommand = "pipeline run \(ShellWord.quoted(origin.manifestPath))"
        if status.isComplete {
            throw Fault(
                .badInput, "there is nothing to resume: the run `\(status.record.name)` is done",
                remedy: "`\(runCommand)` runs what has changed since")
        }
        // Paths among the values were given relative to where the run was begun.
        let resumeCommand = workspaceOption.resumeCommand(status.record.name, in: named.workspace)
        var option = workspaceOption
        option.workspace = named.workspace.root
        guard chdir(origin.workingFolder) == 0 else {
            throw Fault(
                .badInput,
                "the run was begun in \(origin.workingFolder), which cannot be entered now",
                remedy: "use `\(runCommand)` with the values you want")
        }
        var prepared = try PreparedRun(
            manifest: origin.manifestPath, overrides: origin.overrides, workspace: option)
        prepared.resumeCommand = resumeCommand
        try await RunSession(prepared, options).execute()
    }
}
