import Synchronization

/// Bounds how many requests to a server hold a body that is not sent yet: pictures are read only when
/// there is a turn for them, and let go as they are sent.
final class UploadGate: Sendable {
    private struct State {
        var free: Int
        var waiting: [Waiting] = []
        var lastWaiting = 0
    }

    private struct Waiting {
        var number: Int
        var continuation: CheckedContinuation<Bool, Never>
    }

    private let state: Mutex<State>

    /// A gate for so many at once.
    init(_ count: Int) { state = Mutex(State(free: count)) }

    /// Waits for a turn; false, without one, if the task is cancelled before.
    func enter() async -> Bool {
        let number = state.withLock { state in
            state.lastWaiting += 1
            return state.lastWaiting
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Bool, Never>) in
                let answer: Bool? = state.withLock { state in
                    if Task.isCancelled { return false }
                    if state.free > 0 {
                        state.free -= 1
                        return true
                    }
                    state.waiting.append(Waiting(number: number, continuation: continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            state.withLock { state in
                let place = state.waiting.firstIndex { $0.number == number }
                return place.map { state.waiting.remove(at: $0).continuation }
            }?.resume(returning: false)
        }
    }

    /// Ends a turn.
    func leave() {
        let next: CheckedContinuation<Bool, Never>? = state.withLock { state in
            if state.waiting.isEmpty {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst().continuation
        }
        next?.resume(returning: true)
    }
}
