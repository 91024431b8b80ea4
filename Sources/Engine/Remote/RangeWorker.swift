public import Records
import Storage

/// Does a range of a task in this process, for a run that another process drives.
public struct RangeWorker: Sendable {
    private let task: RemoteTask
    private let range: Int
    private let plan: RunPlan

    /// How often it gives a sign of life.
    private static let pulse = Duration.seconds(10)
    /// How often it looks whether it is to stop.
    private static let glance = Duration.milliseconds(200)

    /// A worker.
    ///
    /// - Parameter plan: the run's, made here from what the run keeps.
    public init(_ task: RemoteTask, range: Int, plan: RunPlan) {
        self.task = task
        self.range = range
        self.plan = plan
    }

    /// Does the units that are not published.
    ///
    /// - Parameters:
    ///   - jobs: how many threads it may use; nothing for one a processor.
    ///   - software: see `Run`.
    ///   - stop: the wish that it stops; the driver's wish makes it too.
    /// - Returns: how many units failed.
    /// - Throws: a `Fault` if the plan is another than the task's, or of code `interrupted`.
    public func run(
        jobs: Int?,
        software: @escaping @Sendable (_ kind: String) -> [String: String] = { _ in [:] },
        stop: StopRequest = StopRequest()
    ) async throws(Fault) -> Int {
        let planned = try plan.stage(named: task.stage)
        guard planned.key == task.key else {
            throw Fault(
                .badInput,
                "what the stage `\(task.stage)` depends on is not what it was when its units were sent",
                remedy: "`pipeline resume \(ShellWord.quoted(task.run))` sends what is missing now")
        }
        let executor = LocalExecutor(jobs: jobs)
        let report = try RangeReport(task.reportPath(range))
        let sink = EventSink(listeners: [report])
        guard var work = plan.work(on: planned, sink: sink, stop: stop) else {
            throw Fault(
                .noInput, "what the stage `\(task.stage)` reads is not in the workspace",
                remedy: "let all hosts see one workspace")
        }
        work.software = software
        let units = work.states(of: try task.units(of: range))
        var start = Event(.runStarted, stage: task.stage)
        start.session = Event.Session(
            run: task.run, processIdentifier: Host.processIdentifier, host: Host.name,
            jobs: executor.jobs, stages: [task.stage])
        sink.emit(start)
        let heart = Task { await RangeWorker.beat(report) }
        let watch = Task { await RangeWorker.watch(task.stopPath, stop) }
        defer {
            heart.cancel()
            watch.cancel()
        }
        let ends = try await executor.run(work.opened(units), of: work)
        sink.emit(Event(.runFinished, stage: task.stage))
        return ends.failures.count
    }

    private static func beat(_ report: RangeReport) async {
        while (try? await Task.sleep(for: RangeWorker.pulse)) != nil { report.beat() }
    }

    private static func watch(_ path: String, _ stop: StopRequest) async {
        while !Task.isCancelled {
            if (try? FileSystem.status(path)) != .some(nil) {
                stop.make(.terminated)
                return
            }
            try? await Task.sleep(for: RangeWorker.glance)
        }
    }
}
