import Records
import Storage

/// Which units the stages of runs have, as far as the runs' logs tell: a unit's key does not name its
/// stage, and a stage's receipt only counts its units.
struct RunUnits {
    /// The keys of the units that were worked on for a stage, by the stage's key.
    private(set) var keys: [Digest: Set<Digest>] = [:]

    /// Takes in what a run's log tells.
    ///
    /// - Throws: a `Fault` if the log cannot be read.
    mutating func add(_ folder: RunFolder) throws(Fault) {
        // Byte for byte: two names that look the same are two stages.
        var current: [[UInt8]: Digest] = [:]
        let kinds: [Event.Kind] = [
            .stagePlanned, .unitStarted, .unitCached, .unitFinished, .unitFailed,
        ]
        for event in try EventLog.read(folder.eventsPath, kinds: kinds) {
            guard let stage = event.stage, let key = event.key else { continue }
            if event.kind == .stagePlanned {
                current[Array(stage.utf8)] = key
            } else if let planned = current[Array(stage.utf8)] {
                keys[planned, default: []].insert(key)
            }
        }
        // Workers of other hosts may have published some since, with nobody there to note it.
        for task in try RemoteTask.all(of: folder) {
            keys[task.key, default: []].formUnion(try task.unitKeys())
        }
    }
}
