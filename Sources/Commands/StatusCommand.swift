import ArgumentParser
import Engine
import Records

/// `pipeline status`: how runs stand.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows how a run stands, or every run of the workspace.")

    @Argument(help: "The run's name, or its manifest. Default: every run.")
    var name: String?

    @OptionGroup var workspaceOption: WorkspaceOption

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let statuses: [RunStatus]
        var resumeCommand: String?
        if let name {
            let named = try NamedRun(name, workspaceOption)
            statuses = [try named.status()]
            resumeCommand = workspaceOption.resumeCommand(named.folder.name, in: named.workspace)
        } else {
            statuses = try RunStatus.all(in: workspaceOption.nearest())
        }
        let text: String
        if json {
            let value: JSONValue = ["format": 1, "runs": .array(statuses.map(StatusText.json))]
            text = value.serialized + "\n"
        } else if statuses.isEmpty {
            text = "no runs in \(workspaceOption.nearest().root)\n"
        } else {
            text = statuses.map { StatusText.text($0, resumeCommand: resumeCommand) }
                .joined(separator: name == nil ? "" : "\n")
        }
        OutputStream.standardOutput.write(text)
    }
}
