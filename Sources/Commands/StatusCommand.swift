import ArgumentParser
import Engine
import Records
import Terminal

/// `pipeline status`: how runs stand.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows how a run stands, or every run of the workspace.",
        discussion: """
            It reads what the run has written and touches nothing. --watch shows it until the run \
            ends; ending that leaves the run alone. The status of the command says nothing about the \
            run: --json does.
            """)

    @Argument(
        help: "The run's name, or its manifest. Default: every run.", completion: Completion.runs)
    var name: String?

    @OptionGroup var workspaceOption: WorkspaceOption

    @Flag(help: "Show it anew whenever it changes, until no run is worked on.")
    var watch = false

    @Flag(help: "Print JSON; with --watch, an object a line.")
    var json = false

    @OptionGroup var terminal: TerminalOptions

    func run() async throws {
        var shown: StatusView?
        var block = TerminalBlock(OutputStream.standardOutput)
        while true {
            let view = try StatusView(name, workspaceOption)
            // Times go on by themselves; only what the runs say counts as a change.
            if view.json != shown?.json {
                if json {
                    OutputStream.standardOutput.write(view.json.serialized + "\n")
                } else if watch {
                    block.show(view.text)
                } else {
                    OutputStream.standardOutput.write(view.text)
                }
                try OutputStream.standardOutput.check()
            }
            shown = view
            guard watch, view.isRunning else { return }
            try await Task.sleep(for: .milliseconds(250))
        }
    }
}
