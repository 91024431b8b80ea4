import Glibc
public import Records
import Storage

/// Does a range of a task in this process, for a run that another process drives.
public struct RangeWorker: Sendable {
    private let task: RemoteTask
    private let range: Int
    private let plan: RunPlan

    /// How often it gives a sign of life.
    private static let pulse = Duration.seconds(10)

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
    ///   - jobs: how many threads it may use.
    ///   - software: see `Run`.
    ///   - stop: the wish that it stops.
    /// - Returns: how many units failed.
    /// - Throws: a `Fault` if the plan is another than the task's, or of code `interrupted`.
    public func run(
        jobs: Int, sink: EventSink,
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
        guard var work = plan.work(on: planned, sink: sink, stop: stop) else {
            throw Fault(
                .noInput, "what the stage `\(task.stage)` reads is not in the workspace",
                remedy: "let all hosts see one workspace")
        }
        work.software = software
        let units = work.states(of: try task.units(of: range))
        let heart = Task { await beat() }
        defer { heart.cancel() }
        let ends = try await LocalExecutor(jobs: jobs).run(units, of: work)
        try RangeEnd(
            failures: ends.failures.map { .init(unit: $0.unit, fault: $0.fault) }
        ).write(task, range: range)
        return ends.failures.count
    }

    /// Says again and again that it lives. Clocks of hosts differ: a number that changes is what
    /// counts.
    private func beat() async {
        let name = "\(Host.name) \(Host.processIdentifier)"
        var count = 0
        while !Task.isCancelled {
            count += 1
            try? FileSystem.write(
                Array("\(name) \(count)\n".utf8), to: "\(task.signsFolder)/\(range)")
            try? await Task.sleep(for: RangeWorker.pulse)
        }
    }
}
