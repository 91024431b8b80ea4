public import Records

/// Runs units in this process, a bounded number at a time.
public struct LocalExecutor: Executor {
    /// How a unit ended, and which one it was.
    private struct End: Sendable {
        var index: Int
        /// Nothing if it was not begun: the run is to stop.
        var result: Result<Artifact, Fault>?
    }

    /// How many threads it may use in all.
    public let jobs: Int
    /// What stages under way at the same time share.
    private let slots: JobSlots
    private let givesUp: Bool

    /// The most threads that are of any use here: four for each processor that the process may use.
    public static var maximumJobs: Int { 4 * Host.processorCount }

    /// Where so many units ended first and all of them failed, the rest is not tried.
    static let hopelessCount = 50

    /// An executor.
    ///
    /// - Parameters:
    ///   - jobs: how many threads it may use; by default one for each processor that the process may
    ///     use. A manifest may have been written for a larger machine, so more than `maximumJobs` are
    ///     that many.
    ///   - givesUp: whether it tries no more of a stage whose first units all failed.
    public init(jobs: Int? = nil, givesUp: Bool = true) {
        self.givesUp = givesUp
        self.jobs = min(max(1, jobs ?? Host.processorCount), LocalExecutor.maximumJobs)
        slots = JobSlots(self.jobs)
    }

    /// Does every unit, `jobs` at a time, those of other stages under way counted too. Where there are
    /// fewer units than threads, a unit may use several.
    public func run(_ units: [UnitState], of work: StageWork) async throws(Fault) -> UnitEnds {
        var ends = UnitEnds(units)
        let pending = units.indices.filter { units[$0].artifact == nil }
        let window = min(jobs, pending.count)
        let most = max(1, min(jobs, work.stage.threadsPerUnit ?? jobs))
        let threads = min(most, max(1, jobs / max(1, window)))
        var endCount = 0
        var failures: [(index: Int, failure: UnitFailure)] = []
        var interruption: Fault?
        await withTaskGroup(of: End.self) { group in
            var hopeless = Hopelessness()
            var next = 0
            var running = 0
            while true {
                while running < window, next < pending.count, !(givesUp && hopeless.isReached),
                    !Task.isCancelled, !work.stop.isMade
                {
                    let index = pending[next]
                    let unit = units[index]
                    group.addTask {
                        await slots.take(threads)
                        defer { slots.giveBack(threads) }
                        // It may have waited for them.
                        guard !Task.isCancelled, !work.stop.isMade else { return End(index: index) }
                        return End(
                            index: index, result: await work.result(of: unit, jobs: threads))
                    }
                    next += 1
                    running += 1
                }
                guard let end = await group.next() else { return }
                running -= 1
                guard let result = end.result else { continue }
                hopeless.note(result, isTriedOnce: work.stage.limits.retries == 0)
                endCount += 1
                switch result {
                case .success(let artifact): ends.artifacts[end.index] = artifact
                case .failure(let fault) where fault.code == .interrupted: interruption = fault
                case .failure(let fault):
                    let name = units[end.index].plan.name
                    let failure = UnitFailure(
                        stage: work.planned.name, unit: name, fault: fault)
                    failures.append((end.index, failure))
                }
            }
        }
        if let interruption { throw interruption }
        let isCutShort = work.stop.isMade && endCount < pending.count
        if isCutShort || Task.isCancelled { throw Fault(.interrupted, "the run was stopped") }
        ends.failures = failures.sorted { $0.index < $1.index }.map(\.failure)
        return ends
    }
}

/// When to stop starting units: the first fifty that ended have all failed, so the rest will too.
private struct Hopelessness {
    private var failureCount = 0
    private var hasSuccess = false

    var isReached: Bool { !hasSuccess && failureCount >= LocalExecutor.hopelessCount }

    /// - Parameter isTriedOnce: whether a unit that may pass later waits for somebody, which says
    ///   nothing of the units that are left.
    mutating func note(_ result: Result<Artifact, Fault>, isTriedOnce: Bool) {
        switch result {
        case .success: hasSuccess = true
        case .failure(let fault) where isTriedOnce && fault.code == .tryAgain: break
        case .failure: failureCount += 1
        }
    }
}
