public import Records
import Synchronization

/// The user's wish that a run stops: no more units are started, and those under way get a little
/// time to be committed.
///
/// It is milder than the task's cancellation, which ends units where they are; whoever makes it
/// cancels the task when the time is over, or at once if there is nothing to wait for.
public final class StopRequest: Sendable {
    private struct State {
        var code: Fault.Code?
        /// How many stages have units under way that would be lost if they were stopped.
        var committingCount = 0
    }

    private let state = Mutex(State())

    /// Not made yet.
    public init() {}

    /// Makes it. Only the first time counts.
    ///
    /// - Parameter code: what the run then ends with: `interrupted` or `terminated`.
    /// - Returns: whether units are under way that would be lost if they were stopped now.
    @discardableResult public func make(_ code: Fault.Code) -> Bool {
        state.withLock { state in
            state.code = state.code ?? code
            return state.committingCount > 0
        }
    }

    /// Whether it was made.
    public var isMade: Bool { state.withLock { $0.code != nil } }

    /// What the run ends with once it was made.
    public var code: Fault.Code { state.withLock { $0.code ?? .interrupted } }

    /// One more stage has units under way that would be lost if they were stopped.
    func beginCommitting() { state.withLock { $0.committingCount += 1 } }

    /// One of those has none any more.
    func endCommitting() { state.withLock { $0.committingCount -= 1 } }

    /// - Throws: a `Fault` of code `interrupted` if it was made.
    func check() throws(Fault) {
        if isMade { throw Fault(.interrupted, "the run was stopped") }
    }
}
