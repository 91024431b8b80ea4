import Records
import Storage

extension StageWork {
    /// How long a unit must have taken for its publication to wait for the disk. Those that took less
    /// would take several times as long; after a power cut their digests are checked instead.
    private static let wallSecondsWorthSyncing = 0.25

    /// One attempt, cancelled when it takes longer than the stage allows.
    func attemptInTime(
        _ unit: UnitState, jobs: Int, piece: ResourceMeter.Piece
    ) async throws(Fault) -> Artifact {
        guard let timeout = stage.limits.timeout else {
            return try await attempt(unit, jobs: jobs, piece: piece)
        }
        let artifact = try await TimeLimit.run(timeout) { () throws(Fault) in
            try await attempt(unit, jobs: jobs, piece: piece)
        }
        guard let artifact else {
            throw Fault(
                .tryAgain,
                "the unit `\(unit.plan.name)` took longer than its timeout, \(timeout)",
                remedy: "raise `timeout` of the stage `\(stage.name)`")
        }
        return artifact
    }

    private func attempt(
        _ unit: UnitState, jobs: Int, piece: ResourceMeter.Piece
    ) async throws(Fault) -> Artifact {
        var receipt = receipt(key: unit.key, unit: unit.plan.name)
        let workFolder = workspace.workFolder(kind: stage.kind, key: unit.key)
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
            try folder.list(in: &receipt, digests: outcome.digests)
            receipt.cost = meter.stop(piece)
            let isLong = receipt.cost.wallSeconds >= StageWork.wallSecondsWorthSyncing
            return lean(try folder.publish(receipt, isDurable: isLong), of: unit)
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
