public import Records

/// Runs units in this process, a bounded number at a time.
public struct LocalExecutor: Executor {
    /// How many threads it may use in all.
    public let jobs: Int

    /// An executor; by default with a thread for each processor that the process may use.
    public init(jobs: Int? = nil) { self.jobs = max(1, jobs ?? Host.processorCount) }

    /// Does every unit, `jobs` at a time. Where there are fewer units than threads, a unit may use
    /// several.
    public func run(
        _ units: [UnitState], of work: StageWork
    ) async throws(Fault) -> [UnitArtifact] {
        var artifacts: [Artifact?] = units.map(\.artifact)
        let pending = units.indices.filter { artifacts[$0] == nil }
        let window = min(jobs, pending.count)
        let threads = window == 0 ? jobs : max(1, jobs / window)
        var failure: Fault?
        await withTaskGroup(of: (Int, Result<Artifact, Fault>).self) { group in
            var queue = pending[...]
            func launch() {
                guard failure == nil, !Task.isCancelled, let index = queue.popFirst() else {
                    return
                }
                let unit = units[index]
                group.addTask {
                    do throws(Fault) {
                        return (index, .success(try await work.run(unit, jobs: threads)))
                    } catch {
                        return (index, .failure(error))
                    }
                }
            }
            for _ in 0..<window { launch() }
            while let (index, result) = await group.next() {
                switch result {
                case .success(let artifact): artifacts[index] = artifact
                case .failure(let fault): failure = failure ?? fault
                }
                launch()
            }
        }
        if let failure { throw failure }
        var result: [UnitArtifact] = []
        for (unit, artifact) in zip(units, artifacts) {
            guard let artifact else { throw Fault(.interrupted, "the run was stopped") }
            result.append(UnitArtifact(plan: unit.plan, artifact: artifact))
        }
        return result
    }
}
