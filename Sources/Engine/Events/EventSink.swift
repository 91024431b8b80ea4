import Records
import Synchronization

/// Where a run's events go: to its log and to whoever follows it, in one order.
public final class EventSink: Sendable {
    private struct State: ~Copyable {
        var log: EventLog?
        var folder: RunFolder?
        var snapshot = StatusSnapshot()
        var snapshotTime = ContinuousClock.now
        var latest: Timestamp?
        var fault: Fault?
    }

    /// How old `status.json` may be; whoever reads it reads the events since then too.
    private static let snapshotAge = Duration.seconds(1)

    private let state: Mutex<State>
    private let listeners: [any EventListener]

    /// A sink without a log.
    public init(listeners: [any EventListener] = []) {
        state = Mutex(State())
        self.listeners = listeners
    }

    /// From now on, events are logged in a run's folder too.
    ///
    /// - Throws: a `Fault` if its log cannot be opened.
    func open(_ folder: RunFolder) throws(Fault) {
        var log = Optional(try EventLog(path: folder.eventsPath))
        state.withLock { state in
            state.log = log.take()
            state.folder = folder
        }
    }

    /// Whether events are logged: the run's folder then says what the run is.
    public var isOpen: Bool { state.withLock { $0.log != nil } }

    /// Passes an event on. Where the clock was put back, its time is that of the event before it: no
    /// span between two events is negative.
    public func emit(_ event: Event) {
        state.withLock { state in
            var event = event
            event.time = max(event.time, state.latest ?? event.time)
            state.latest = event.time
            do throws(Fault) {
                try state.log?.append(event)
            } catch {
                state.fault = state.fault ?? error
            }
            EventSink.keepStatus(&state, event)
            for listener in listeners { listener.receive(event) }
        }
    }

    private static func keepStatus(_ state: inout State, _ event: Event) {
        guard let folder = state.folder, state.fault == nil else { return }
        state.snapshot.progress.apply(event)
        state.snapshot.offset = state.log?.byteCount ?? 0
        let now = ContinuousClock.now
        switch event.kind {
        case .runFinished, .runFailed, .runInterrupted: break
        default: guard state.snapshotTime.duration(to: now) >= snapshotAge else { return }
        }
        state.snapshotTime = now
        state.snapshot.write(to: folder)
    }

    /// - Throws: what kept the log from being written, if something did.
    func check() throws(Fault) {
        if let fault = state.withLock({ $0.fault }) { throw fault }
    }
}
