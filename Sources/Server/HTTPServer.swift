public import Records
import Synchronization

/// An HTTP/1.1 server with a thread for each connection. What it answers is said by a closure.
///
/// A request that is malformed, too large or too slow is refused with a status and
/// `{"error": "…"}`, and never reaches the closure. Bodies come with a `Content-Length`. There is no
/// TLS and nobody is asked who they are: it is for this machine, or a network that is trusted.
public final class HTTPServer: Sendable {
    /// Where it listens, without a path: `http://127.0.0.1:PORT`.
    public let address: String

    private let core: ServerCore

    /// A server that answers as `answer` says; it is called by several threads.
    ///
    /// - Parameters:
    ///   - host: a name or address of this machine.
    ///   - port: 0 for any that is free.
    ///   - limits: what it takes from clients, and how long it waits for them.
    ///   - answer: the reply to a request.
    /// - Throws: a `Fault` if it cannot listen.
    public init(
        host: String = "127.0.0.1", port: Int = 0, limits: ServerLimits = ServerLimits(),
        _ answer: @escaping @Sendable (ReceivedRequest) -> Reply
    ) throws(Fault) {
        let (socket, port) = try Socket.listening(host: host, port: port)
        address = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        core = ServerCore(socket, limits, answer)
        let core = core
        guard ServerThread.start({ core.listen() }) else {
            socket.close()
            throw Fault(.tryAgain, "no thread can be started")
        }
    }

    deinit { core.stop() }

    /// The connections that were made.
    public var connectionCount: Int { core.state.withLock { $0.connectionCount } }

    /// Takes no more requests. Those that are being answered still get their replies.
    public func stop() { core.stop() }

    /// Stops, and waits until no connection is left; those that still are after `patience` are cut.
    public func end(patience: Duration = .seconds(1)) async {
        core.stop()
        // A task of its own: whoever ends a server may have been cancelled, and would not wait.
        await Task.detached { [core] in
            let deadline = ContinuousClock.now + patience
            while !core.state.withLock({ $0.open.isEmpty }) {
                if ContinuousClock.now > deadline { core.cut() }
                try? await Task.sleep(for: .milliseconds(5))
            }
        }.value
    }
}
