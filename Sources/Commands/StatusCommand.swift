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
        if let name {
            statuses = [try NamedRun(name, workspaceOption).status()]
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
            text = statuses.map { StatusText.text($0, isAlone: name != nil) }
                .joined(separator: name == nil ? "" : "\n")
        }
        OutputStream.standardOutput.write(text)
    }
}
