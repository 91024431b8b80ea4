import Dispatch
import Records
import Storage
import Synchronization

/// What the worker of a range says while it works: an event log of its own, which the driver reads.
///
/// It opens with `run.started` and ends with `run.finished`. An empty line is a sign of life: clocks of
/// hosts differ, but a file that grows is being written. Signs come from a thread of their own, since
/// units may keep all others busy.
final class RangeReport: EventListener {
    private struct State: ~Copyable {
        var log: EventLog
        /// The names of units that are published, as bytes.
        var finished: Set<[UInt8]> = []
        /// Failures that are not written yet, and since when.
        var held: [(event: Event, since: ContinuousClock.Instant)] = []
        var beatTime = ContinuousClock.now
        var isOpen = true
    }

    private let state: Mutex<State>
    private let stop: StopRequest
    private let stopPath: String
    private let queue = DispatchQueue(label: "report")

    /// How often it gives a sign of life.
    private static let pulse = Duration.seconds(10)
    /// How long a failure is held back. A scheduler that ends a job ends the unit's program at the same
    /// moment as its worker, and the unit has not failed then.
    private static let hold = Duration.seconds(2)

    /// Opens a range's report; an earlier worker's lines stay in it.
    ///
    /// - Parameter stop: made when the driver wishes that no more units are started.
    init(_ task: RemoteTask, range: Int, stop: StopRequest) throws(Fault) {
        state = Mutex(State(log: try EventLog(path: task.reportPath(range))))
        self.stop = stop
        stopPath = task.stopPath
    }

    /// Gives signs of life, and looks for the driver's wish to stop, until `close`. A wish that is there
    /// already is taken before anything begins.
    func open() {
        lookForStop()
        queue.async { self.tick() }
    }

    private func lookForStop() {
        // A folder that cannot be read just now says nothing.
        if (try? FileSystem.status(stopPath)) != nil { stop.make(.terminated) }
    }

    private func tick() {
        lookForStop()
        let now = ContinuousClock.now
        let isOpen = state.withLock { state in
            flush(&state, heldBefore: now - RangeReport.hold)
            if now - state.beatTime >= RangeReport.pulse {
                state.beatTime = now
                try? state.log.beat()
            }
            return state.isOpen
        }
        if isOpen { queue.asyncAfter(deadline: .now() + 1) { self.tick() } }
    }

    /// Writes an event of a unit. What a receipt says too is left to it.
    func receive(_ event: Event) {
        state.withLock { state in
            let unit = event.unit.map { Array($0.utf8) }
            switch event.kind {
            case .unitFinished, .unitCached:
                if let unit { state.finished.insert(unit) }
            case .notice:
                if let unit, state.finished.contains(unit) { return }
            case .unitFailed:
                state.held.append((event, .now))
                return
            default: break
            }
            // A report that cannot be written is a worker that seems silent; its units count all the same.
            try? state.log.append(event)
        }
    }

    private func flush(_ state: inout State, heldBefore time: ContinuousClock.Instant) {
        if stop.isMade { return }
        for (event, since) in state.held where since <= time { try? state.log.append(event) }
        state.held.removeAll { $0.since <= time }
    }

    /// Writes what was held back, unless the job is being ended.
    func close() async {
        if state.withLock({ !$0.held.isEmpty }) { try? await Task.sleep(for: RangeReport.hold) }
        state.withLock { state in
            state.isOpen = false
            flush(&state, heldBefore: .now)
        }
    }
}
