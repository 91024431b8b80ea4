import ArgumentParser
import Engine
import Records
import Stages
import Terminal

/// `pipeline verify`: reads what was published to the last byte.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Reads the store to the last byte and checks every sum; changes nothing.",
        discussion: """
            Every file must have the bytes that were published, and no file may be added. Inputs are \
            outputs and rejects, units sum to their stage, a table of rejects has a row for each, and \
            labels and curricula take in all that the stage before them gave out. Ends with status 1 \
            and a list if something is wrong; the next run makes again what is damaged and needed.
            """)

    @Argument(
        help: "The run's name, or its manifest. Default: the whole store.",
        completion: Completion.runs)
    var run: String?

    @Flag(help: "Verify the whole store.")
    var all = false

    @OptionGroup var workspaceOption: WorkspaceOption

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard all, run != nil else { return }
        throw ValidationError("name a run or give --all, not both")
    }

    func run() async throws {
        var workspace = workspaceOption.nearest()
        var folder: RunFolder?
        if let run {
            let named = try NamedRun(run, workspaceOption)
            _ = try named.status()
            (workspace, folder) = (named.workspace, named.folder)
        }
        let verification = try await StoreVerification(
            workspace, run: folder, rules: StageFactory.accountingRules,
            jobs: Host.processorCount)
        OutputStream.standardOutput.write(
            json
                ? VerificationText.json(verification).serialized + "\n"
                : VerificationText.text(verification, of: workspace))
        guard !verification.problems.isEmpty else { return }
        // What is wrong has been said.
        try OutputStream.standardOutput.check()
        throw ExitCode(Fault(.failedUnits, "the store is not sound").exitStatus)
    }
}
