import ArgumentParser
import Engine
import Manifests
import Records
import Terminal

/// `pipeline plan`: says what `run` would do, and why.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Shows what is done, what will run and why, in run order. Writes nothing.",
        discussion: """
            A stage runs again when something that its result depends on is not what it was when the \
            run was last started; `pipeline explain STAGE` shows all of that for one stage. Estimates \
            come from the receipts of earlier runs, by the number of units.
            """)

    @OptionGroup var manifest: ManifestOptions

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var terminal: TerminalOptions

    @Flag(help: "End with status 2 if there is something to do.")
    var detailedExitcode = false

    func run() async throws {
        let prepared = try manifest.prepared()
        let plan = try await prepared.explanation()
        let notices = prepared.specification?.notices ?? []
        OutputStream.standardOutput.write(
            json
                ? PlanText.json(plan, notices: notices).serialized + "\n"
                : PlanText.text(plan, notices: notices))
        guard detailedExitcode, plan.workCount > 0 else { return }
        // Something to do is an answer and no error: nothing is printed about it.
        try OutputStream.standardOutput.check()
        throw ExitCode(Fault(.workToDo, "there is work to do").exitStatus)
    }
}
