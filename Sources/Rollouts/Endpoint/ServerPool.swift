import HTTP
import Records
import Synchronization

/// The servers of a policy: which of them takes the next request, and when.
final class ServerPool: Sendable {
    /// A request's right to be under way.
    struct Lease: Sendable {
        let server: Int
        let start: Duration
    }

    private struct State {
        var servers: [ServerState]
        var waiting: [Waiting] = []
        var lastWaiting = 0
        var underWay = 0
        /// How far the turns have come.
        var time = 0.0
        /// When a server last gave responses.
        var lastSuccess: Duration
    }

    private struct Waiting {
        var number: Int
        var continuation: CheckedContinuation<Void, Never>
    }

    private enum Decision {
        case free(server: Int)
        case queue
        case sleep(until: Duration)
        case nobody(EndpointFailure?)
    }

    private let state: Mutex<State>
    private let maximum: Int
    private let clock: HTTPClock

    init(_ settings: EndpointSettings, _ clock: HTTPClock) {
        maximum = max(1, settings.maximumConcurrency)
        self.clock = clock
        let servers = settings.servers.map {
            ServerState(weight: $0.weight, maximumConcurrency: settings.maximumConcurrency)
        }
        state = Mutex(State(servers: servers, lastSuccess: clock.now()))
    }

    /// Waits until a server takes a request.
    ///
    /// - Parameters:
    ///   - others: servers that are not wanted.
    ///   - deadline: when waiting has no more sense; where there is none yet, `limit` from when every
    ///     server has first to be waited for.
    /// - Returns: nothing once the deadline has passed.
    /// - Throws: a failure of kind `refused` where no server takes any request any more, `hopeless`
    ///   where none is left for this one.
    func lease(
        without others: [Int], until deadline: inout Duration?, limit: Duration
    ) async throws(EndpointFailure) -> Lease? {
        while true {
            if Task.isCancelled { throw cancelled() }
            let now = clock.now()
            switch state.withLock({ take(&$0, others, now) }) {
            case .free(let server): return Lease(server: server, start: now)
            case .nobody(let failure):
                wake()
                throw failure ?? EndpointFailure(.hopeless, "no_server", "no server is left")
            case .queue: await queue(others)
            case .sleep(let time):
                let end = deadline ?? (now + limit)
                deadline = end
                guard time <= end else {
                    wake()
                    return nil
                }
                do { try await clock.sleep(time - now) } catch { throw cancelled() }
            }
        }
    }

    /// A request has ended; the next may begin.
    func end(_ lease: Lease, _ failure: EndpointFailure?) {
        let now = clock.now()
        state.withLock { state in
            state.underWay -= 1
            if let failure {
                state.servers[lease.server].failed(failure, startedAt: lease.start, now: now)
            } else {
                state.servers[lease.server].succeeded(startedAt: lease.start, now: now)
                state.lastSuccess = now
            }
        }
        wake()
    }

    /// Whether no server has given a response since a time, and all of them have no room or fail.
    func isDown(since time: Duration) -> Bool {
        state.withLock { $0.lastSuccess <= time && $0.servers.allSatisfy(\.isDown) }
    }

    private func cancelled() -> EndpointFailure {
        wake()
        return EndpointFailure(.cancelled, "cancelled", "the work was stopped")
    }

    /// Begins a request where one may.
    private func take(_ state: inout State, _ others: [Int], _ now: Duration) -> Decision {
        let decision = decide(state, others, now)
        if case .free(let server) = decision {
            let time = state.time
            state.time = state.servers[server].turn(at: time)
            state.servers[server].start(at: time)
            state.underWay += 1
        }
        return decision
    }

    private func decide(_ state: State, _ others: [Int], _ now: Duration) -> Decision {
        let wanted = state.servers.indices.filter { !others.contains($0) }
        let standing = wanted.map { ($0, state.servers[$0].availability(now)) }
        let left = standing.filter { $0.1 != .gone }
        guard !left.isEmpty else {
            let refusals = state.servers.compactMap(\.refusal)
            return .nobody(refusals.count == state.servers.count ? refusals.first : nil)
        }
        guard state.underWay < maximum else { return .queue }
        let free = left.filter { $0.1 == .free }.map(\.0)
        let time = state.time
        if let next = free.min(by: {
            state.servers[$0].turn(at: time) < state.servers[$1].turn(at: time)
        }) {
            return .free(server: next)
        }
        if left.contains(where: { $0.1 == .full }) { return .queue }
        let times = left.compactMap { standing in
            if case .from(let time) = standing.1 { time } else { nil }
        }
        return .sleep(until: times.min() ?? now)
    }

    /// Waits for the end of another request, unless there is a place by now.
    private func queue(_ others: [Int]) async {
        let number = state.withLock { state in
            state.lastWaiting += 1
            return state.lastWaiting
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
                let now = clock.now()
                let waits = state.withLock { state in
                    guard !Task.isCancelled, case .queue = decide(state, others, now) else {
                        return false
                    }
                    state.waiting.append(Waiting(number: number, continuation: continuation))
                    return true
                }
                if !waits { continuation.resume() }
            }
        } onCancel: {
            state.withLock { state in
                let place = state.waiting.firstIndex { $0.number == number }
                return place.map { state.waiting.remove(at: $0).continuation }
            }?.resume()
        }
    }

    /// Lets as many that wait look again as there are places, and at least one.
    private func wake() {
        let woken = state.withLock { state in
            let free = state.servers.reduce(0) { $0 + max(0, $1.window.size - $1.underWay) }
            let count = min(state.waiting.count, max(1, min(free, maximum - state.underWay)))
            defer { state.waiting.removeFirst(count) }
            return state.waiting.prefix(count).map(\.continuation)
        }
        for continuation in woken { continuation.resume() }
    }
}
