import Records
import Storage

/// How a stage's turn in a run ended.
enum StageEnd {
    /// It is published, now or before.
    case published(StageResult)
    /// Some of its units failed; the others are published, the stage is not.
    case failed([UnitFailure])
}

extension StageWork {
    /// Does the stage unless another run publishes it meanwhile.
    ///
    /// - Throws: what planning or joining its units throws.
    func run(on executor: any Executor) async throws(Fault) -> StageEnd {
        let lock = try await lock(planned.key)
        do throws(Fault) {
            let end = try await runLocked(on: executor)
            lock.release()
            return end
        } catch {
            lock.release()
            throw error
        }
    }

    /// What doing the stage came to. While units are under way that would be lost if they were stopped,
    /// `stop` knows.
    func result(on executor: any Executor) async -> Result<StageEnd, Fault> {
        if !stage.keepsCheckpoints { stop.beginCommitting() }
        defer { if !stage.keepsCheckpoints { stop.endCommitting() } }
        do throws(Fault) {
            return .success(try await run(on: executor))
        } catch {
            return .failure(error)
        }
    }

    /// What the stage has published already, if that is sound; told to whoever follows the run.
    func cached() -> StageResult? {
        guard let artifact = workspace.artifact(kind: stage.kind, key: planned.key),
            Damage.find(in: artifact, workspace) == nil
        else { return nil }
        var event = Event(.stageCached, stage: stage.name, key: planned.key)
        event.accounting = artifact.receipt.accounting
        event.unitCount = artifact.receipt.unitCount
        event.folder = artifact.folder
        sink.emit(event)
        return StageResult(
            name: stage.name, artifact: artifact, wasCached: true, unitsDone: 0)
    }

    private func runLocked(on executor: any Executor) async throws(Fault) -> StageEnd {
        // Another run may have published it while this one waited for the lock.
        if let result = cached() { return .published(result) }
        try discardDamaged(planned.key, what: "the stage `\(stage.name)`")
        let start = ContinuousClock.now
        meter.resetPeak()
        let piece = meter.start()
        let units = opened(try await units())
        let planCost = meter.stop(piece)
        let cachedCount = units.count { $0.artifact != nil }
        var planned = Event(.stagePlanned, stage: stage.name, key: self.planned.key)
        planned.unitCount = units.count
        planned.cachedCount = cachedCount
        sink.emit(planned)
        let ends = try await executor.run(units, of: self)
        if Task.isCancelled { throw Fault(.interrupted, "the run was stopped") }
        var done: [UnitArtifact] = []
        done.reserveCapacity(units.count)
        for (unit, artifact) in zip(units, ends.artifacts) {
            if let artifact { done.append(UnitArtifact(plan: unit.plan, artifact: artifact)) }
        }
        guard done.count == units.count else { return .failed(report(ends, of: units.count)) }
        let artifact = try await merge(
            done, planCost: planCost, start: start, jobs: executor.jobs)
        var event = Event(.stageFinished, stage: stage.name, key: self.planned.key)
        event.accounting = artifact.receipt.accounting
        event.unitCount = units.count
        event.cost = artifact.receipt.cost
        event.folder = artifact.folder
        sink.emit(event)
        // A stage may pass on what its units say; those that ran just now have said it.
        let said = Set(
            zip(units, done).filter { $0.0.artifact == nil }
                .flatMap { $0.1.artifact.receipt.notices })
        for notice in artifact.receipt.notices where !said.contains(notice) {
            sink.emit(.notice(notice, stage: stage.name))
        }
        return .published(
            StageResult(
                name: stage.name, artifact: artifact, wasCached: false,
                unitsDone: units.count - cachedCount))
    }

    /// Says that units failed, and that others were not tried if so many did.
    private func report(_ ends: UnitEnds, of unitCount: Int) -> [UnitFailure] {
        let doneCount = ends.artifacts.count { $0 != nil }
        let untried = unitCount - doneCount - ends.failures.count
        var event = Event(.stageFailed, stage: stage.name, key: planned.key)
        event.unitCount = unitCount
        event.cachedCount = doneCount
        let isWaiting = ends.failures.allSatisfy { $0.fault.code == .tryAgain }
        event.code = isWaiting ? .tryAgain : nil
        event.message =
            "\(ends.failures.count) of \(unitCount) units \(isWaiting ? "wait" : "failed")"
        if untried > 0 { event.message? += "; \(untried) were not tried, since none succeeded" }
        sink.emit(event)
        return ends.failures.map { failure in
            var failure = failure
            failure.isOnly = unitCount == 1
            return failure
        }
    }
}
