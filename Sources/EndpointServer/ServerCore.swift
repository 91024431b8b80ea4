import Synchronization

/// What the server's threads share.
final class ServerCore: Sendable {
    struct State {
        var received: [ReceivedRequest] = []
        var requestCount = 0
        var connectionCount = 0
        var open: Set<Socket> = []
        var isStopped = false
    }

    let state = Mutex(State())
    private let socket: Socket
    private let keepsRequests: Bool
    private let answer: @Sendable (ReceivedRequest) -> Reply

    init(
        _ socket: Socket, keepsRequests: Bool,
        _ answer: @escaping @Sendable (ReceivedRequest) -> Reply
    ) {
        self.socket = socket
        self.keepsRequests = keepsRequests
        self.answer = answer
    }

    /// Takes connections until the server is stopped.
    func listen() {
        while let accepted = socket.accepted() {
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
        var connection = Connection(accepted, number: number)
        var resets = false
        while var request = connection.next() {
            state.withLock { state in
                request.number = state.requestCount
                state.requestCount += 1
                if keepsRequests { state.received.append(request) }
            }
            let reply = answer(request)
            if connection.send(reply) { continue }
            if case .reset = reply.delivery { resets = true }
            break
        }
        forget(accepted, resets: resets)
    }

    private func forget(_ accepted: Socket, resets: Bool) {
        // Closed under the lock: `stop` must not shut another's socket of the same number.
        state.withLock { state in
            state.open.remove(accepted)
            accepted.close(resets: resets)
        }
    }

    /// Closes every connection and the socket that listens.
    func stop() {
        state.withLock { state in
            if state.isStopped { return }
            state.isStopped = true
            socket.shut()
            for accepted in state.open { accepted.shut() }
        }
    }
}
