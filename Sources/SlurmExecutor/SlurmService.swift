public import Engine
public import Manifests
public import Records

/// Slurm as its commands show it: `sbatch`, `squeue`, `scancel`, `scontrol`, and `sacct` where it answers.
/// Nothing else of it is needed: no accounting, no REST server, no library.
public struct SlurmService: JobService {
    /// What users call it.
    public let name = "Slurm"
    private let settings: SlurmSettings
    private let stages: [String: SlurmSettings]
    private let worker: RemoteWorker
    private let commands: SlurmCommands
    /// What is asked where the queue has forgotten jobs.
    private let accounting = SlurmAccounting()

    /// Slurm, reached from a host that has its commands.
    ///
    /// - Parameters:
    ///   - settings: what it is asked for.
    ///   - stages: what it is asked for instead, by stage.
    ///   - worker: what does a range; every node must have it under this path.
    ///   - environment: the process's; jobs get it too.
    ///   - scratch: a folder for what Slurm's commands print.
    public init(
        _ settings: SlurmSettings, stages: [String: SlurmSettings] = [:], worker: RemoteWorker,
        environment: [String], scratch: String
    ) {
        self.settings = settings
        self.stages = stages
        self.worker = worker
        commands = SlurmCommands(environment, scratch: scratch)
    }

    /// Sends a task's ranges as array jobs of as many elements as Slurm takes.
    ///
    /// - Throws: a `Fault` of code `tryAgain` if its controller does not answer, of code `configuration`
    ///   if it refuses them.
    public func submit(
        _ task: RemoteTask, atOnce count: Int
    ) async throws(Fault) -> [String] {
        let own = stages[task.stage]?.over(settings) ?? settings
        let script = JobScript(own, worker, task)
        let most = try await commands.maximumArraySize()
        var jobs: [String] = []
        var last: Int?
        // Elements have numbers below the limit; an array beyond it begins at its own 0, and after the one
        // before it: together they keep the bound.
        for first in stride(from: 0, to: task.rangeCount, by: most) {
            let elements = IndexList(0..<min(most, task.rangeCount - first))
            let dependency = last.map { ["--dependency=afterany:\($0)"] } ?? []
            let number = try await commands.submit(
                script.options(elements, atOnce: count, first: first) + dependency,
                script.text(first: first))
            last = number
            jobs.append("array job \(number)")
        }
        return jobs
    }

    /// What `squeue` says of tasks' ranges.
    public func states(
        of tasks: [RemoteTask]
    ) async throws(Fault) -> [String: [Int: JobState]] {
        let rows = try await commands.queue()
        var states = SlurmService.states(rows, of: Set(tasks.map(\.tag)))
        // What has ended leaves the queue's table after a while.
        let forgotten = tasks.filter { (states[$0.tag]?.count ?? 0) < $0.rangeCount }
        let accounts = await accounting.rows(of: forgotten, commands)
        for (tag, ranges) in SlurmService.states(accounts, of: Set(forgotten.map(\.tag))) {
            // The queue knows better.
            states[tag, default: [:]].merge(ranges.filter { $0.value.phase == .over }) { queue, _ in
                queue
            }
        }
        return states
    }

    /// What a table says of tasks.
    static func states(_ rows: [QueueRow], of tags: Set<String>) -> [String: [Int: JobState]] {
        var states: [String: [Int: JobState]] = [:]
        // Elements that were taken back before they began stand as one row without any: those that no
        // other row is about.
        for isWhole in [false, true] {
            for row in rows where (row.elements == nil) == isWhole {
                guard let comment = JobScript.Comment(row.comment), tags.contains(comment.tag)
                else { continue }
                let state = JobState(row.phase, row.words, warning: row.warning)
                for element in row.elements?.indices ?? Array(0..<comment.count) {
                    let range = comment.first + element
                    let known = states[comment.tag]?[range]
                    guard known == nil || (known?.phase == .over && !isWhole) else { continue }
                    states[comment.tag, default: [:]][range] = state
                }
            }
        }
        return states
    }

    /// Ends tasks' jobs by `scancel`.
    public func cancel(_ tasks: [RemoteTask], onlyWaiting: Bool) async {
        let tags = Set(tasks.map(\.tag))
        guard let rows = try? await commands.queue() else { return }
        var jobs: Set<Int> = []
        for row in rows where row.phase == .waiting || row.phase == .running {
            if let comment = JobScript.Comment(row.comment), tags.contains(comment.tag) {
                jobs.insert(row.job)
            }
        }
        await commands.cancel(jobs.sorted().map(String.init), onlyWaiting: onlyWaiting)
    }

    /// Ends elements of a task's arrays.
    public func cancel(_ ranges: [Int], of task: RemoteTask) async {
        guard let rows = try? await commands.queue() else { return }
        let wanted = Set(ranges)
        var names: [String] = []
        for row in rows where row.phase == .waiting || row.phase == .running {
            guard let comment = JobScript.Comment(row.comment), comment.tag == task.tag else {
                continue
            }
            for element in row.elements?.indices ?? []
            where wanted.contains(comment.first + element) {
                names.append("\(row.job)_\(element)")
            }
        }
        await commands.cancel(names, onlyWaiting: false)
    }
}
