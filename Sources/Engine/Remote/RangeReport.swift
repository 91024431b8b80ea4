import Records
import Storage
import Synchronization

/// What the worker of a range says while it works: an event log of its own, which the driver reads.
///
/// It opens with `run.started` and ends with `run.finished`. An empty line is a sign of life: clocks of
/// hosts differ, but a file that grows is being written.
final class RangeReport: EventListener {
    private struct State: ~Copyable {
        var log: EventLog
        /// The names of units that are published, as bytes.
        var finished: Set<[UInt8]> = []
    }

    private let state: Mutex<State>

    /// Opens a range's report; an earlier worker's lines stay in it.
    init(_ path: String) throws(Fault) {
        state = Mutex(State(log: try EventLog(path: path)))
    }

    /// Writes an event of a unit. What a receipt says too is left to it.
    func receive(_ event: Event) {
        state.withLock { state in
            let unit = event.unit.map { Array($0.utf8) }
            if event.kind == .unitFinished || event.kind == .unitCached, let unit {
                state.finished.insert(unit)
            } else if event.kind == .notice, let unit, state.finished.contains(unit) {
                return
            }
            // A report that cannot be written is a worker that seems silent; its units count all the same.
            try? state.log.append(event)
        }
    }

    /// Gives a sign of life.
    func beat() { state.withLock { state in try? state.log.beat() } }
}
