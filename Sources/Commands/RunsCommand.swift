import ArgumentParser
import Engine
import Records
import Terminal

/// `pipeline runs`: the runs of a workspace.
struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "Lists the runs of the workspace: state, start, time, stages, manifest.")

    @OptionGroup var workspaceOption: WorkspaceOption

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let workspace = workspaceOption.nearest()
        let statuses = try RunStatus.all(in: workspace)
        if json {
            let value: JSONValue = [
                "format": 1, "runs": .array(statuses.map { RunsText.json($0) }),
            ]
            OutputStream.standardOutput.write(value.serialized + "\n")
        } else if statuses.isEmpty {
            OutputStream.standardOutput.write("no runs in \(workspace.root)\n")
        } else {
            OutputStream.standardOutput.write(RunsText.text(statuses))
        }
    }
}
