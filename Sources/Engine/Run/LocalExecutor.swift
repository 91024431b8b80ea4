public import Records

/// Runs units in this process, a bounded number at a time.
public struct LocalExecutor: Executor {
    /// How a unit ended, and which one it was.
    private struct End: Sendable {
        var index: Int
        var result: Result<Artifact, Fault>
    }

    /// How many threads it may use in all.
    public let jobs: Int

    /// The most threads that are of any use here: four for each processor that the process may use.
    public static var maximumJobs: Int { 4 * Host.processorCount }

    /// An executor.
    ///
    /// - Parameter jobs: how many threads it may use; by default one for each processor that the
    ///   process may use. A manifest may have been written for a larger machine, so more than
    ///   `maximumJobs` are that many.
    public init(jobs: Int? = nil) {
        self.jobs = min(max(1, jobs ?? Host.processorCount), LocalExecutor.maximumJobs)
    }

    /// Does every unit, `jobs` at a time. Where there are fewer units than threads, a unit may use
    /// several.
    public func run(
        _ units: [UnitState], of work: StageWork
    ) async throws(Fault) -> [UnitArtifact] {
        var artifacts: [Artifact?] = units.map(\.artifact)
        let pending = units.indices.filter { units[$0].artifact == nil }
        let window = min(jobs, pending.count)
        let threads = window == 0 ? jobs : max(1, jobs / window)
        let ends = await withTaskGroup(of: End.self, returning: [End].self) { group in
            var ends: [End] = []
            var hasFailed = false
            var next = 0
            var running = 0
            while true {
                while running < window, next < pending.count, !hasFailed, !Task.isCancelled {
                    let index = pending[next]
                    let unit = units[index]
                    group.addTask {
                        End(index: index, result: await work.result(of: unit, jobs: threads))
                    }
                    next += 1
                    running += 1
                }
                guard let end = await group.next() else { return ends }
                running -= 1
                if case .failure = end.result { hasFailed = true }
                ends.append(end)
            }
        }
        for end in ends { artifacts[end.index] = try end.result.get() }
        var result: [UnitArtifact] = []
        for (unit, artifact) in zip(units, artifacts) {
            guard let artifact else { throw Fault(.interrupted, "the run was stopped") }
            result.append(UnitArtifact(plan: unit.plan, artifact: artifact))
        }
        return result
    }
}
