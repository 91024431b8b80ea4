import ArgumentParser
import Engine
import Manifests
import Records
import Terminal

/// `pipeline diff`: how two runs differ.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Shows how two runs differ: values of the manifest, data and results.")

    @Argument(help: "A run's name, or its manifest.", completion: Completion.runs)
    var left: String

    @Argument(help: "Another run's name, or its manifest.", completion: Completion.runs)
    var right: String

    @OptionGroup var workspaceOption: WorkspaceOption

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let difference = RunDifference(try side(left), try side(right))
        OutputStream.standardOutput.write(
            json ? difference.json.serialized + "\n" : difference.text)
    }

    private func side(_ name: String) throws -> RunDifference.Side {
        let run = try NamedRun(name, workspaceOption)
        // The status knows which runs there are, for whoever has mistyped one.
        _ = try run.status()
        return try RunDifference.Side(
            run.folder, in: run.workspace,
            manifest: try ManifestLoader.lockedValues(of: run.folder.manifestPath))
    }
}
