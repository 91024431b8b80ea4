import ArgumentParser
import Engine
import Records

/// `scale-worker`: what `pipeline unit` is to a run from a manifest, for `scale`.
struct ScaleWorker: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scale-worker", abstract: "Does a range for `scale`.", shouldDisplay: false)

    @Argument(help: "The folder of units that were sent.")
    var task: String

    @Argument(help: "Which of its ranges.")
    var range: Int

    @Argument(help: "How many units the stage has.")
    var units: Int

    func run() async throws {
        let task = try RemoteTask(folder: task)
        let units = units
        let failedCount = try await RangeWorker(task, range: range).run(jobs: 1) {
            () async throws(Fault) in
            try await ScaleStage.plan(units: units, in: Workspace(task.workspaceRoot))
        }
        guard failedCount == 0 else { throw ExitCode.failure }
    }
}
