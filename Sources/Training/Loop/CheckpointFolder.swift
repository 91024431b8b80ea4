import Records
import Storage

/// The checkpoints of a run that is not finished: `step-000040` and the like, each published by one
/// rename, and `timings.jsonl`, what the steps took.
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
    func restore(_ state: inout TrainingState) throws(Fault) {
        for name in try names().reversed() {
            let checkpoint: Checkpoint
            do throws(Fault) {
                checkpoint = try Checkpoint(path + "/" + name)
            } catch {
                // It could not be replaced by a whole one of the same step otherwise.
                try FileSystem.remove(path + "/" + name)
                continue
            }
            try origin.check(checkpoint)
            return try state.restore(checkpoint, timings: timings)
        }
    }

    /// How good the state is; nothing where nobody asked. Steps at which an undisturbed run writes no
    /// checkpoint have no score, so that a disturbed one keeps the same best.
    func score(_ state: TrainingState, isLast: Bool = false) -> Double? {
        let remainder = state.step % plan.every
        guard let best = plan.best, isLast || remainder == 0 else { return nil }
        return best.mean(state.record.rows, last: remainder == 0 ? plan.every : remainder)
    }

    /// The best checkpoint, checked; nothing if there is none, or if `score` is better.
    func best(than score: Double?) throws(Fault) -> Checkpoint? {
        guard let best = plan.best, let name = try bestName() else { return nil }
        let checkpoint = try Checkpoint(path + "/" + name)
        if let score, let own = checkpoint.score, best.isBetter(score, than: own) { return nil }
        return checkpoint
    }

    private func bestName() throws(Fault) -> String? {
        guard let metric = plan.best else { return nil }
        var best: (name: String, score: Double)?
        for name in try names() {
            let facts = path + "/" + name + "/checkpoint.json"
            let json = try JSONReader.parse(try FileSystem.read(facts), file: facts)
            guard let score = Checkpoint.score(json) else { continue }
            if best.map({ metric.isBetter(score, than: $0.score) }) ?? true {
                best = (name, score)
            }
        }
        return best?.name
    }

    private func names() throws(Fault) -> [String] {
        try FileSystem.list(path).filter { $0.hasPrefix("step-") }
    }
}
