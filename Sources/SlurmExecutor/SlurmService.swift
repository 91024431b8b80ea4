public import Engine
public import Manifests
public import Records

/// Slurm as its commands show it: `sbatch`, `squeue`, `scancel`. Nothing else of it is needed: no
/// accounting, no REST server, no library.
public struct SlurmService: JobService {
    /// The program that does a range, and how it is told which.
    public struct Worker: Sendable, Hashable {
        /// The program and its first arguments, before the task's folder and the range.
        public var arguments: [String]

        /// A worker.
        public init(_ arguments: [String]) { self.arguments = arguments }
    }

    /// What users call it.
    public let name = "Slurm"
    private let settings: SlurmSettings
    private let stages: [String: SlurmSettings]
    private let worker: Worker
    private let commands: SlurmCommands

    /// Slurm, reached from a host that has its commands.
    ///
    /// - Parameters:
    ///   - settings: what it is asked for.
    ///   - stages: what it is asked for instead, by stage.
    ///   - worker: what does a range; every node must have it under this path.
    ///   - environment: the process's; jobs get it too.
    ///   - scratch: a folder for what Slurm's commands print.
    public init(
        _ settings: SlurmSettings, stages: [String: SlurmSettings] = [:], worker: Worker,
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
        let lists = IndexList(0..<task.rangeCount)
        // Elements have numbers below the limit; an array beyond it begins at its own 0.
        for (place, list) in lists.split(by: most).enumerated() {
            let first = place * most
            let local = IndexList(list.indices.map { $0 - first })
            // Each array keeps its share, so that all together keep the bound.
            let share = max(1, count / ((task.rangeCount + most - 1) / most))
            let number = try await commands.submit(
                script.options(local, atOnce: share, first: first), script.text(first: first))
            jobs.append("array job \(number)")
        }
        return jobs
    }

    /// What `squeue` says of tasks' ranges.
    public func states(of tags: Set<String>) async -> [String: [Int: JobState]]? {
        guard let rows = await commands.queue() else { return nil }
        return SlurmService.states(rows, of: tags)
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
                let state = JobState(row.phase, row.words)
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
    public func cancel(_ tags: Set<String>, onlyWaiting: Bool) async {
        guard let rows = await commands.queue() else { return }
        var jobs: Set<Int> = []
        for row in rows where row.phase == .waiting || row.phase == .running {
            if let comment = JobScript.Comment(row.comment), tags.contains(comment.tag) {
                jobs.insert(row.job)
            }
        }
        await commands.cancel(jobs.sorted(), onlyWaiting: onlyWaiting)
    }
}
