public import Records
import Storage

extension StageWork {
    /// Does a unit and publishes it, unless it is published already.
    ///
    /// A fault that may pass is waited out and the unit tried again, as the stage's limits say.
    ///
    /// - Parameters:
    ///   - unit: the unit and its key.
    ///   - jobs: how many threads it may use.
    /// - Throws: what the last attempt threw, and a `Fault` of code `internalError` if its accounting
    ///   does not balance. Nothing is published then, and its work folder stays.
    public func run(_ unit: UnitState, jobs: Int) async throws(Fault) -> Artifact {
        let lock = try await lock(unit.key, unit: unit.plan.name)
        do throws(Fault) {
            let artifact = try await runLocked(unit, jobs: jobs)
            // Most units keep nothing, so there is nothing to remove.
            try FileSystem.remove(workspace.workFolder(kind: stage.kind, key: unit.key))
            lock.release()
            return artifact
        } catch {
            lock.release()
            throw error
        }
    }

    /// What doing a unit came to.
    func result(of unit: UnitState, jobs: Int) async -> Result<Artifact, Fault> {
        do throws(Fault) {
            return .success(try await run(unit, jobs: jobs))
        } catch {
            return .failure(error)
        }
    }

    private func runLocked(_ unit: UnitState, jobs: Int) async throws(Fault) -> Artifact {
        if let artifact = published(unit) {
            var event = Event(
                .unitCached, stage: stage.name, unit: unit.plan.name, key: unit.key)
            event.accounting = artifact.receipt.accounting
            sink.emit(event)
            return artifact
        }
        try discardDamaged(unit.key, what: "the unit `\(unit.plan.name)` of `\(stage.name)`")
        sink.emit(Event(.unitStarted, stage: stage.name, unit: unit.plan.name, key: unit.key))
        let piece = meter.start()
        do throws(Fault) {
            let artifact = try await attempts(unit, jobs: jobs, piece: piece)
            var event = Event(
                .unitFinished, stage: stage.name, unit: unit.plan.name, key: unit.key)
            event.accounting = artifact.receipt.accounting
            event.cost = artifact.receipt.cost
            sink.emit(event)
            for notice in artifact.receipt.notices {
                sink.emit(.notice(notice, stage: stage.name, unit: unit.plan.name))
            }
            return artifact
        } catch {
            let cost = meter.stop(piece)
            // What a signal stopped has not failed; `run.interrupted` tells of it.
            if error.code != .interrupted && !Task.isCancelled {
                var event = Event(
                    .unitFailed, stage: stage.name, unit: unit.plan.name, key: unit.key)
                event.code = error.code
                event.message = error.description
                event.remedy = error.remedy
                event.cost = cost
                sink.emit(event)
            }
            throw error
        }
    }

    private func attempts(
        _ unit: UnitState, jobs: Int, piece: ResourceMeter.Piece
    ) async throws(Fault) -> Artifact {
        var attempt = 1
        while true {
            do throws(Fault) {
                return try await attemptInTime(unit, jobs: jobs, piece: piece)
            } catch {
                guard error.code == .tryAgain, attempt <= stage.limits.retries, !Task.isCancelled
                else { throw error }
                // It may work when the run goes on.
                try stop.check()
                let pause = min(.seconds(60), stage.limits.retryDelay * (1 << min(attempt - 1, 16)))
                attempt += 1
                var event = Event(
                    .unitRetrying, stage: stage.name, unit: unit.plan.name, key: unit.key)
                event.attempt = attempt
                event.message = error.description
                sink.emit(event)
                do {
                    try await Task.sleep(for: pause)
                } catch {
                    throw Fault(.interrupted, "the run was stopped")
                }
            }
        }
    }
}
