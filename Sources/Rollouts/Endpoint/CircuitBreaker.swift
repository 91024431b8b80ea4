/// Leaves a server alone that fails: after five failures in a row it is asked nothing for two seconds,
/// then once; each further failure doubles the time, up to a minute.
struct CircuitBreaker: Sendable {
    private enum State {
        case closed(failures: Int)
        case open(until: Duration, pause: Duration)
        case trying(pause: Duration)
    }

    private var state = State.closed(failures: 0)
    private static let limit = 5
    private static let firstPause = Duration.seconds(2)
    private static let longestPause = Duration.seconds(60)

    /// What may be done.
    enum Permission: Sendable, Hashable {
        /// A request may begin.
        case granted
        /// None may before this time.
        case from(Duration)
        /// One is under way that will tell.
        case afterTrial
    }

    /// Whether requests are let through as usual.
    var isClosed: Bool { if case .closed = state { true } else { false } }

    /// What may be done at a time.
    func permission(_ now: Duration) -> Permission {
        switch state {
        case .closed: .granted
        case .open(let until, _): now >= until ? .granted : .from(until)
        case .trying: .afterTrial
        }
    }

    /// A request begins that was granted.
    mutating func started() {
        if case .open(_, let pause) = state { state = .trying(pause: pause) }
    }

    /// The server answered, with whatever.
    mutating func answered() { state = .closed(failures: 0) }

    /// The server failed.
    mutating func failed(_ now: Duration) {
        switch state {
        case .closed(let failures) where failures + 1 < CircuitBreaker.limit:
            state = .closed(failures: failures + 1)
        case .closed: open(CircuitBreaker.firstPause, now)
        case .trying(let pause): open(min(pause * 2, CircuitBreaker.longestPause), now)
        // One that had begun before says nothing new.
        case .open: break
        }
    }

    /// A request ended without a word about the server.
    mutating func cancelled(_ now: Duration) {
        if case .trying(let pause) = state { state = .open(until: now, pause: pause) }
    }

    private mutating func open(_ pause: Duration, _ now: Duration) {
        state = .open(until: now + pause, pause: pause)
    }
}
