import HTTP
import Synchronization

/// A clock that stands still but for those that sleep: they wake at once, and it is that much later.
final class TestClock: Sendable {
    private struct State {
        var now = Duration.zero
        var sleeps: [Duration] = []
    }

    private let state = Mutex(State())

    /// The sleeps so far, in order.
    var sleeps: [Duration] { state.withLock { $0.sleeps } }

    /// The clock as an endpoint takes it. Its date is 1994-11-06 08:49:37 and later.
    var clock: HTTPClock {
        HTTPClock(
            now: { self.state.withLock { $0.now } },
            date: { 784_111_777 + Int(self.state.withLock { $0.now } / .seconds(1)) },
            sleep: { duration in
                try Task.checkCancellation()
                self.state.withLock { state in
                    state.now += duration
                    state.sleeps.append(duration)
                }
            })
    }
}
