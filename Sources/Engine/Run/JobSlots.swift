import Synchronization

/// The threads that stages under way at the same time share.
///
/// They are handed out in the order in which they are asked for, so that a unit which wants many gets
/// its turn among units which want one.
final class JobSlots: Sendable {
    private struct Request {
        var count: Int
        var continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var free: Int
        var requests: [Request] = []
    }

    private let state: Mutex<State>

    /// So many threads.
    init(_ count: Int) { state = Mutex(State(free: count)) }

    /// Waits for so many threads, which the caller gives back.
    ///
    /// - Parameter count: as many as there are in all, at most.
    func take(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.requests.isEmpty, state.free >= count else {
                    state.requests.append(Request(count: count, continuation: continuation))
                    return false
                }
                state.free -= count
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    /// Gives back what was taken.
    func giveBack(_ count: Int) {
        let served = state.withLock { state in
            state.free += count
            var served: [CheckedContinuation<Void, Never>] = []
            while let next = state.requests.first, next.count <= state.free {
                state.free -= next.count
                served.append(state.requests.removeFirst().continuation)
            }
            return served
        }
        for continuation in served { continuation.resume() }
    }
}
