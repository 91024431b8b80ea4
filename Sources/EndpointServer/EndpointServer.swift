public import Records
import Synchronization

/// An HTTP server for tests and benchmarks, on a port of the loopback address, with a thread for each
/// connection. What it answers, and how badly, is said by a closure.
///
/// It shows faults; that a client gets on with it says nothing about other people's servers.
public final class EndpointServer: Sendable {
    /// Where it listens, without a path: `http://127.0.0.1:PORT`.
    public let address: String

    private let core: ServerCore

    /// A server that answers as `answer` says; it is called by several threads. With
    /// `keepsRequests`, `received` has what came.
    ///
    /// - Throws: a `Fault` if it cannot listen.
    public init(
        keepsRequests: Bool = true, _ answer: @escaping @Sendable (ReceivedRequest) -> Reply
    ) throws(Fault) {
        let (socket, port) = try Socket.listening()
        address = "http://127.0.0.1:\(port)"
        core = ServerCore(socket, keepsRequests: keepsRequests, answer)
        let core = core
        guard ServerThread.start({ core.listen() }) else {
            throw Fault(.tryAgain, "no thread can be started")
        }
    }

    deinit { core.stop() }

    /// The requests that came, in the order of their arrival.
    public var received: [ReceivedRequest] { core.state.withLock { $0.received } }

    /// The connections that were made.
    public var connectionCount: Int { core.state.withLock { $0.connectionCount } }

    /// Closes every connection, and takes no more.
    public func stop() { core.stop() }
}
