import ArgumentParser
import Engine
import Records
import Storage
import Terminal

/// `pipeline explain`: what a stage's key is made of, what of it changed, and what follows.
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract:
            "Shows what a stage's result depends on, and what of that changed. Writes nothing.")

    @Argument(help: "The stage's name.", completion: Completion.stages)
    var stage: String

    @Argument(
        help: ArgumentHelp(
            "A manifest, or a run's name. Default: the run of the workspace that started last.",
            valueName: "run"),
        completion: .file())
    var origin: String?

    @OptionGroup var values: ValueOptions
    @OptionGroup var workspaceOption: WorkspaceOption

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let plan = try await prepared().explanation()
        _ = try plan.plan.stage(named: stage)
        let text = StageText(plan, stage)
        OutputStream.standardOutput.write(json ? text.json.serialized + "\n" : text.text)
    }

    /// The manifest with the values given here, or a run with those it was begun with.
    private func prepared() throws -> PreparedRun {
        if let origin, NamedRun.isManifest(origin) {
            return try PreparedRun(
                manifest: origin, parameters: try values.parameters(), overrides: values.overrides,
                workspace: workspaceOption)
        }
        guard values.isEmpty else {
            throw Fault(
                .usage, "a run keeps the values that it was begun with",
                remedy: "name the manifest to see what other values would change")
        }
        let named = try NamedRun(latest: origin, workspaceOption)
        return try named.prepared(try named.status().record.origin, workspaceOption)
    }
}
