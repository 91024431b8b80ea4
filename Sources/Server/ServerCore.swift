import Dispatch
import Synchronization

/// What the server's threads share.
final class ServerCore: Sendable {
    struct State {
        var requestCount = 0
        var connectionCount = 0
        var open: Set<Socket> = []
        var isStopped = false
    }

    let state = Mutex(State())
    private let socket: Socket
    private let limits: ServerLimits
    /// As many as there may be further connections.
    private let places: DispatchSemaphore
    private let answer: @Sendable (ReceivedRequest) -> Reply

    init(
        _ socket: Socket, _ limits: ServerLimits,
        _ answer: @escaping @Sendable (ReceivedRequest) -> Reply
    ) {
        self.socket = socket
        self.limits = limits
        self.answer = answer
        // Counted up: one that goes with less than it was made with is taken for a bug.
        places = DispatchSemaphore(value: 0)
        for _ in 0..<limits.connectionCount { places.signal() }
    }

    /// Takes connections until the server is stopped.
    func listen() {
        while true {
            places.wait()
            guard let accepted = socket.accepted() else { break }
            let number: Int? = state.withLock { state in
                if state.isStopped { return nil }
                state.open.insert(accepted)
                state.connectionCount += 1
                return state.connectionCount - 1
            }
            guard let number else {
                accepted.close()
                break
            }
            if !ServerThread.start({ self.serve(accepted, number) }) {
                forget(accepted, resets: true)
            }
        }
        socket.close()
    }

    private func serve(_ accepted: Socket, _ number: Int) {
        var connection = Connection(accepted, number: number, limits)
        var resets = false
        do throws(Refusal) {
            while var request = try connection.next() {
                let number: Int? = state.withLock { state in
                    // What arrives after the stop is read all the same where this thread wakes late.
                    if state.isStopped { return nil }
                    state.requestCount += 1
                    return state.requestCount - 1
                }
                guard let number else { break }
                request.number = number
                let reply = answer(request)
                let isStopped = state.withLock { $0.isStopped }
                if connection.send(reply, isLast: request.isLast || isStopped) { continue }
                if case .reset = reply.delivery { resets = true }
                break
            }
        } catch {
            connection.send(error)
        }
        forget(accepted, resets: resets)
    }

    private func forget(_ accepted: Socket, resets: Bool) {
        // Closed under the lock: `stop` must not shut another's socket of the same number.
        state.withLock { state in
            state.open.remove(accepted)
            accepted.close(resets: resets)
        }
        places.signal()
    }

    /// Takes no more requests and closes the socket that listens.
    func stop() {
        state.withLock { state in
            if state.isStopped { return }
            state.isStopped = true
            socket.shut()
            for accepted in state.open { accepted.shut(reading: true) }
            places.signal()
        }
    }

    /// Ends every connection in the middle.
    func cut() {
        state.withLock { state in
            for accepted in state.open { accepted.shut() }
        }
    }
}
