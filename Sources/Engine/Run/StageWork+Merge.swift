import Records
import Storage

extension StageWork {
    /// Joins the units and publishes the stage.
    ///
    /// - Parameters:
    ///   - units: every unit, in plan order.
    ///   - planCost: what planning took.
    ///   - start: when the stage's work started.
    /// - Throws: what the stage's `merge` throws, and a `Fault` of code `internalError` if something
    ///   was lost or counted twice.
    func merge(
        _ units: [UnitArtifact], planCost: Cost, start: ContinuousClock.Instant, jobs: Int
    ) async throws(Fault) -> Artifact {
        var receipt = receipt(key: planned.key)
        let piece = meter.start()
        let folder = try ArtifactFolder(workspace: workspace, kind: stage.kind, key: planned.key)
        do throws(Fault) {
            let context = MergeContext(
                workspace: workspace, key: planned.key, folder: folder.path, seed: seed,
                jobs: jobs, inputs: inputs)
            let outcome = try await stage.merge(units, context)
            receipt.accounting = try check(outcome, units)
            receipt.details = outcome.details
            receipt.notices = outcome.notices
            receipt.unitCount = units.count
            try folder.list(in: &receipt, known: files(of: units, in: folder))
            let costs = units.map(\.artifact.receipt.cost) + [planCost, meter.stop(piece)]
            receipt.cost = Cost(
                wallSeconds: start.duration(to: .now) / .seconds(1),
                cpuSeconds: costs.reduce(0) { $0 + $1.cpuSeconds },
                peakByteCount: costs.reduce(0) { max($0, $1.peakByteCount) })
            // A stage began before its units did, which are joined here.
            receipt.started = Timestamp.now.before(seconds: receipt.cost.wallSeconds)
            return try folder.publish(receipt, isDurable: true) { forget(units) }
        } catch {
            folder.discard()
            throw error
        }
    }

    /// Removes units that were not synced themselves, after a sync of the stage failed that shares
    /// their files: a second sync of the same files would succeed, whatever is on the disk.
    private func forget(_ units: [UnitArtifact]) {
        for unit in units where !unit.artifact.receipt.isDurable {
            try? FileSystem.remove(unit.artifact.folder)
        }
    }

    /// Nothing was lost: the sum balances, and it is the units' sum, rejects added at most.
    private func check(
        _ outcome: MergeOutcome, _ units: [UnitArtifact]
    ) throws(Fault) -> Accounting {
        let sum = units.map(\.artifact.receipt.accounting).reduce(Accounting(), +)
        let accounting = outcome.accounting ?? sum
        guard accounting.balances else {
            throw StageWork.unbalanced(accounting, "the stage `\(stage.name)`")
        }
        guard !units.isEmpty else { return accounting }
        guard accounting.inputs == sum.inputs else {
            throw Fault(
                .internalError,
                "the stage `\(stage.name)` counts \(accounting.inputs) inputs, its units "
                    + "\(sum.inputs)")
        }
        for (reason, count) in sum.rejects where accounting.rejects[reason, default: 0] < count {
            throw Fault(
                .internalError,
                "the units of `\(stage.name)` reject \(count) as `\(reason)`, the stage only "
                    + "\(accounting.rejects[reason, default: 0])")
        }
        return accounting
    }

    /// Those of the units' files that `merge` linked, which need not be read again. Only files whose
    /// number is one of the folder's are looked at: units may have millions, and mostly none is linked.
    private func files(
        of units: [UnitArtifact], in folder: ArtifactFolder
    ) throws(Fault) -> [ArtifactFolder.Identity: Receipt.File] {
        let linked = try folder.fileNumbers()
        var result: [ArtifactFolder.Identity: Receipt.File] = [:]
        if linked.isEmpty { return result }
        for unit in units {
            let receipt = unit.artifact.receipt
            for (index, file) in receipt.files.enumerated()
            where receipt.witnesses.isEmpty || linked.contains(receipt.witnesses[index].inode) {
                if let status = try FileSystem.linkStatus(unit.artifact.path(file.path)) {
                    result[.init(status)] = file
                }
            }
        }
        return result
    }
}
