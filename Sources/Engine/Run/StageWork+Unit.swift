public import Records
import Storage

extension StageWork {
    /// Does a unit and publishes it, unless it is published already.
    ///
    /// - Parameters:
    ///   - unit: the unit and its key.
    ///   - jobs: how many threads it may use.
    /// - Throws: what the unit throws, and a `Fault` of code `internalError` if its accounting does
    ///   not balance. Nothing is published then, and its work folder stays.
    public func run(_ unit: UnitState, jobs: Int) async throws(Fault) -> Artifact {
        let lock = try await lock(unit.key, unit: unit.plan.name)
        do throws(Fault) {
            let artifact = try await runLocked(unit, jobs: jobs)
            try FileSystem.remove(workspace.workFolder(kind: stage.kind, key: unit.key))
            lock.release(removing: true)
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
        if let artifact = workspace.artifact(kind: stage.kind, key: unit.key) {
            var event = Event(
                .unitCached, stage: stage.name, unit: unit.plan.name, key: unit.key)
            event.accounting = artifact.receipt.accounting
            sink.emit(event)
            return artifact
        }
        sink.emit(Event(.unitStarted, stage: stage.name, unit: unit.plan.name, key: unit.key))
        let piece = meter.start()
        do throws(Fault) {
            let artifact = try await attempt(unit, jobs: jobs, piece: piece)
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
                event.message = error.description
                event.cost = cost
                sink.emit(event)
            }
            throw error
        }
    }

    private func attempt(
        _ unit: UnitState, jobs: Int, piece: ResourceMeter.Piece
    ) async throws(Fault) -> Artifact {
        var receipt = receipt(key: unit.key, unit: unit.plan.name)
        let workFolder = workspace.workFolder(kind: stage.kind, key: unit.key)
        try FileSystem.createFolder(workFolder)
        let folder = try ArtifactFolder(workspace: workspace, kind: stage.kind, key: unit.key)
        do throws(Fault) {
            let logPath = run.logPath(stage: stage.name, unit: unit.plan.name)
            try FileSystem.createFolder(run.logsFolder + "/" + stage.name)
            let reporter = ProgressReporter(sink: sink, stage: stage.name, unit: unit.plan.name)
            let context = UnitContext(
                workspace: workspace, key: unit.key, folder: folder.path, workFolder: workFolder,
                logPath: logPath, seed: seed, jobs: jobs, inputs: inputs,
                report: { reporter.report($0) })
            let outcome = try await stage.run(unit.plan, context)
            guard outcome.accounting.balances else {
                throw StageWork.unbalanced(
                    outcome.accounting, "the unit `\(unit.plan.name)` of `\(stage.name)`")
            }
            receipt.accounting = outcome.accounting
            receipt.details = outcome.details
            receipt.notices = outcome.notices
            receipt.files = try folder.files(digests: outcome.digests)
            receipt.cost = meter.stop(piece)
            return try folder.publish(receipt)
        } catch {
            folder.discard()
            throw error
        }
    }

    static func unbalanced(_ accounting: Accounting, _ what: String) -> Fault {
        let rejects = accounting.rejects.values.reduce(0, +)
        return Fault(
            .internalError,
            "\(what) does not add up: \(accounting.inputs) inputs, but \(accounting.outputs) "
                + "outputs and \(rejects) rejects")
    }
}
