import ArgumentParser
import Engine
import Records
import Stages

/// `pipeline unit`: what a job of a cluster runs.
struct UnitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unit",
        abstract: "Does a range of a stage's units, for a run that sent them to a cluster.",
        discussion: """
            Runs put this command into the jobs that they send; it can be run by hand to see why a job \
            fails. Units that are published already are left alone.
            """)

    @Argument(
        help:
            "The folder of units that were sent: `runs/RUN/remote/STAGE/NUMBER` of the workspace.",
        completion: .directory)
    var task: String

    @Argument(help: "Which of its ranges, from 0.")
    var range: Int

    @Option(help: "How many threads to use. Default: the processors that are there.")
    var jobs: Int?

    @OptionGroup(visibility: .hidden) var workspaceOption: WorkspaceOption

    func run() async throws {
        let task = try RemoteTask(folder: WorkspaceOption.absolute(task))
        let workspace = WorkspaceOption.workspace(at: task.workspaceRoot)
        // As it was when the run was begun: the manifest may have been edited since.
        let prepared = try PreparedRun(
            manifest: workspace.run(task.run).manifestPath, parameters: [], overrides: [],
            workspace: workspaceOption)
        let stop = StopRequest()
        let reactions = Interruption.Reactions(stop: { stop.make($0) }, abandon: { _ in })
        let failedCount = try await Interruption.stopping(reactions) { [range, jobs] in
            try await prepared.pointing { () async throws(Fault) in
                try await RangeWorker(task, range: range).run(
                    jobs: jobs, software: StageFactory.software(ofKind:), stop: stop,
                    plan: prepared.unpointedPlan)
            }
        }
        guard failedCount > 0 else { return }
        throw Fault(
            .failedUnits, "\(failedCount) units of `\(task.stage)` failed",
            remedy: "the run that sent them says why")
    }
}
