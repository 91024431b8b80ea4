import Records
import Storage

/// The checkpoints of a run that is not finished: `step-000040` and the like, each published by one
/// rename, those that were found damaged as `damaged-step-000040`, and `timings.jsonl`, what the steps
/// took.
struct CheckpointFolder {
    let path: String
    let plan: CheckpointPlan
    let origin: TrainingOrigin

    private var timings: String { path + "/timings.jsonl" }

    /// The folder of a step's checkpoint.
    func folder(step: Int) -> String {
        let number = String(step)
        return path + "/step-" + String(repeating: "0", count: max(0, 6 - number.count)) + number
    }

    /// Writes a checkpoint, and removes those that are kept no longer.
    func save(_ state: TrainingState) throws(Fault) {
        try state.record.saveTimings(to: timings)
        try state.record.writeTables(to: path)
        let published = try AtomicFolder(for: folder(step: state.step))
        do throws(Fault) {
            try Checkpoint.write(to: published.path, state, origin, score: score(state))
            _ = try published.publish()
        } catch {
            published.discard()
            throw error
        }
        let best = try bestName()
        for old in try names().dropLast(plan.keep) where old != best {
            try FileSystem.remove(path + "/" + old)
        }
    }

    /// Takes up the newest whole checkpoint; leaves the state as it is if there is none.
    ///
    /// Those that are damaged are put aside, since they could not be replaced by whole ones otherwise.
    ///
    /// - Throws: a `Fault` if one cannot be read just now, or is of another training.
    func restore(_ state: inout TrainingState) throws(Fault) {
        for name in try FileSystem.list(path) where name.hasPrefix(".tmp-") {
            // Of a process that was killed while it wrote; nobody else writes here.
            try FileSystem.remove(path + "/" + name)
        }
        for name in try names().reversed() {
            guard let checkpoint = try whole(name) else { continue }
            try origin.check(checkpoint)
            return try state.restore(checkpoint, timings: timings)
        }
    }

    /// A checkpoint, or nothing if it is damaged; it is put aside then.
    private func whole(_ name: String) throws(Fault) -> Checkpoint? {
        do throws(Fault) {
            return try Checkpoint(path + "/" + name)
        } catch {
            guard CheckpointFolder.isDamage(error) else { throw error }
            let aside = path + "/damaged-" + name
            try FileSystem.remove(aside)
            try FileSystem.rename(path + "/" + name, to: aside)
            return nil
        }
    }

    /// Whether a checkpoint is to blame, rather than a disk or network that may work again.
    private static func isDamage(_ fault: Fault) -> Bool {
        fault.code == .badInput || fault.code == .noInput
    }

    /// How good the state is; nothing where nobody asked. Steps at which an undisturbed run writes no
    /// checkpoint have no score, so that a disturbed one keeps the same best.
    func score(_ state: TrainingState, isLast: Bool = false) -> Double? {
        let remainder = state.step % plan.every
        guard let best = plan.best, isLast || remainder == 0 else { return nil }
        return best.mean(state.record.rows, last: remainder == 0 ? plan.every : remainder)
    }

    /// The best checkpoint that is whole; nothing if there is none, or if `score` is better.
    func best(than score: Double?) throws(Fault) -> Checkpoint? {
        guard let best = plan.best else { return nil }
        while let name = try bestName() {
            guard let checkpoint = try whole(name) else { continue }
            if let score, let own = checkpoint.score, best.isBetter(score, than: own) {
                return nil
            }
            return checkpoint
        }
        return nil
    }

    private func bestName() throws(Fault) -> String? {
        guard let metric = plan.best else { return nil }
        var best: (name: String, score: Double)?
        for name in try names() {
            let facts: CheckpointFacts
            do throws(Fault) {
                facts = try CheckpointFacts(of: path + "/" + name)
            } catch {
                guard CheckpointFolder.isDamage(error) else { throw error }
                continue
            }
            guard let score = facts.score else { continue }
            if best.map({ metric.isBetter(score, than: $0.score) }) ?? true {
                best = (name, score)
            }
        }
        return best?.name
    }

    /// The folders of checkpoints, by their steps.
    private func names() throws(Fault) -> [String] {
        let steps = try FileSystem.list(path).compactMap { name -> (name: String, step: Int)? in
            guard name.hasPrefix("step-"), let step = Int(name.dropFirst(5)) else { return nil }
            return (name, step)
        }
        return steps.sorted { $0.step < $1.step }.map(\.name)
    }
}
