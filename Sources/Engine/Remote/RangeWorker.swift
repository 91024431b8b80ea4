public import Records
import Storage

/// Does a range of a task in this process, for a run that another process drives.
public struct RangeWorker: Sendable {
    private let task: RemoteTask
    private let range: Int

    /// A worker.
    public init(_ task: RemoteTask, range: Int) {
        self.task = task
        self.range = range
    }

    /// Does the units that are not published.
    ///
    /// - Parameters:
    ///   - jobs: how many threads it may use; nothing for one a processor.
    ///   - software: see `Run`.
    ///   - stop: the wish that it stops; the driver's wish makes it too.
    ///   - plan: makes the run's plan here, from what the run keeps.
    /// - Returns: how many units failed.
    /// - Throws: a `Fault` if the plan is another than the task's, or of code `interrupted`.
    public func run(
        jobs: Int?,
        software: @escaping @Sendable (_ kind: String) -> [String: String] = { _ in [:] },
        stop: StopRequest = StopRequest(),
        plan: () async throws(Fault) -> RunPlan
    ) async throws(Fault) -> Int {
        let report = try RangeReport(task, range: range, stop: stop)
        // Planning may take its time too.
        report.open()
        do throws(Fault) {
            let ends = try await ends(report, jobs: jobs, software, stop, try await plan())
            await report.close()
            report.receive(Event(.runFinished, stage: task.stage))
            return ends.failures.count
        } catch {
            await report.close()
            throw error
        }
    }

    private func ends(
        _ report: RangeReport, jobs: Int?,
        _ software: @escaping @Sendable (_ kind: String) -> [String: String], _ stop: StopRequest,
        _ plan: RunPlan
    ) async throws(Fault) -> UnitEnds {
        let planned = try plan.stage(named: task.stage)
        guard planned.key == task.key else {
            throw Fault(
                .badInput,
                "what the stage `\(task.stage)` depends on is not what it was when its units were sent",
                remedy: "`pipeline resume \(ShellWord.quoted(task.run))` sends what is missing now")
        }
        let executor = LocalExecutor(jobs: jobs, givesUp: false)
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
        if !planned.stage.keepsCheckpoints { stop.beginCommitting() }
        defer { if !planned.stage.keepsCheckpoints { stop.endCommitting() } }
        return try await executor.run(work.opened(units), of: work)
    }
}
