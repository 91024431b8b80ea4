import Records
import Storage

extension StageWork {
    /// Does the stage unless it is published already.
    func run(on executor: any Executor) async throws(Fault) -> StageResult {
        if let result = cached() { return result }
        let lock = try await lock(planned.key)
        do throws(Fault) {
            let result = try await runLocked(on: executor)
            lock.release(removing: true)
            return result
        } catch {
            lock.release()
            throw error
        }
    }

    private func cached() -> StageResult? {
        guard let artifact = workspace.artifact(kind: stage.kind, key: planned.key) else {
            return nil
        }
        var event = Event(.stageCached, stage: stage.name, key: planned.key)
        event.accounting = artifact.receipt.accounting
        event.unitCount = artifact.receipt.unitCount
        event.folder = artifact.folder
        sink.emit(event)
        return StageResult(
            name: stage.name, artifact: artifact, wasCached: true, unitsDone: 0)
    }

    private func runLocked(on executor: any Executor) async throws(Fault) -> StageResult {
        // Another run may have published it while this one waited for the lock.
        if let result = cached() { return result }
        let start = ContinuousClock.now
        ResourceMeter.resetPeak()
        let piece = meter.start()
        let units = try await units()
        let planCost = meter.stop(piece)
        let cachedCount = units.count { $0.artifact != nil }
        var planned = Event(.stagePlanned, stage: stage.name, key: self.planned.key)
        planned.unitCount = units.count
        planned.cachedCount = cachedCount
        sink.emit(planned)
        for unit in units {
            guard let artifact = unit.artifact else { continue }
            var event = Event(
                .unitCached, stage: stage.name, unit: unit.plan.name, key: unit.key)
            event.accounting = artifact.receipt.accounting
            sink.emit(event)
        }
        let done = try await executor.run(units, of: self)
        if Task.isCancelled { throw Fault(.interrupted, "the run was stopped") }
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
        return StageResult(
            name: stage.name, artifact: artifact, wasCached: false,
            unitsDone: units.count - cachedCount)
    }
}
