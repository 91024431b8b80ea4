/// How one server stands.
struct ServerState: Sendable {
    let weight: Double
    var window: ConcurrencyWindow
    var breaker = CircuitBreaker()
    /// Requests under way.
    var underWay = 0
    /// Whether its last word was that it has no room.
    private var isFull = false
    /// It wants to be left alone until then.
    private var pausedUntil = Duration.zero
    /// Requests in a row that were refused for the key, the model or the path.
    private var refusals = 0
    /// What it said last when it refused everything; it is asked no more.
    private(set) var refusal: EndpointFailure?
    /// Where its next turn stands (start-time fair queueing, Goyal 1996).
    private var nextTurn = 0.0

    /// So many refusals in a row, and it is asked no more.
    private static let refusalLimit = 5

    init(weight: Double, maximumConcurrency: Int) {
        self.weight = weight
        window = ConcurrencyWindow(maximum: maximumConcurrency)
    }

    /// Whether nothing can be had of it, as far as is known.
    var isDown: Bool { isFull || !breaker.isClosed || refusal != nil }

    /// Whether a request may begin.
    enum Availability: Sendable, Hashable {
        /// It may.
        case free
        /// Once one that is under way has ended.
        case full
        /// Not before this time.
        case from(Duration)
        /// Never again.
        case gone
    }

    func availability(_ now: Duration) -> Availability {
        if refusal != nil { return .gone }
        if now < pausedUntil { return .from(pausedUntil) }
        switch breaker.permission(now) {
        case .afterTrial: return .full
        case .from(let time): return .from(time)
        case .granted: return underWay < window.size ? .free : .full
        }
    }

    /// Where its turn stands beside the others', at a time of the queue.
    func turn(at time: Double) -> Double { max(time, nextTurn) }

    /// A request begins.
    mutating func start(at time: Double) {
        nextTurn = turn(at: time) + 1 / weight
        underWay += 1
        breaker.started()
    }

    /// A request has ended with responses.
    mutating func succeeded(startedAt start: Duration, now: Duration) {
        window.succeeded(seconds: (now - start) / .seconds(1), underWay: underWay, now: now)
        breaker.answered()
        underWay -= 1
        refusals = 0
        isFull = false
    }

    /// A request has ended without one.
    mutating func failed(_ failure: EndpointFailure, startedAt start: Duration, now: Duration) {
        underWay -= 1
        if failure.kind != .refused { refusals = 0 }
        isFull = failure.kind == .overload
        if let delay = failure.retryAfter, [.overload, .broken].contains(failure.kind) {
            pausedUntil = max(pausedUntil, now + delay)
        }
        switch failure.kind {
        case .cancelled: breaker.cancelled(now)
        case .hopeless: breaker.answered()
        case .refused:
            breaker.answered()
            refusals += 1
            if refusals >= ServerState.refusalLimit { refusal = failure }
        case .overload:
            window.overloaded(startedAt: start, now: now)
            if failure.retryAfter == nil, failure.reason == "http_503" {
                breaker.failed(now)
            } else {
                breaker.answered()
            }
        case .broken:
            if failure.reason == "timeout" { window.overloaded(startedAt: start, now: now) }
            breaker.failed(now)
        }
    }
}
