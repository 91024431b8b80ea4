import Records
import Synchronization

/// Where a run's events go: to its log and to whoever follows it, in one order.
public final class EventSink: Sendable {
    private struct State: ~Copyable {
        var log: EventLog?
        var fault: Fault?
    }

    private let state: Mutex<State>
    private let listeners: [any EventListener]

    /// A sink without a log.
    public init(listeners: [any EventListener] = []) {
        state = Mutex(State(log: nil, fault: nil))
        self.listeners = listeners
    }

    /// From now on, events are logged too.
    func open(_ log: consuming sending EventLog) {
        var log = Optional(log)
        state.withLock { state in state.log = log.take() }
    }

    /// Whether events are logged: the run's folder then says what the run is.
    public var isOpen: Bool { state.withLock { $0.log != nil } }

    /// Passes an event on.
    public func emit(_ event: Event) {
        state.withLock { state in
            do throws(Fault) {
                try state.log?.append(event)
            } catch {
                state.fault = state.fault ?? error
            }
            for listener in listeners { listener.receive(event) }
        }
    }

    /// - Throws: what kept the log from being written, if something did.
    func check() throws(Fault) {
        if let fault = state.withLock({ $0.fault }) { throw fault }
    }
}
