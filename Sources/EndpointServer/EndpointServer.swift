public import Records
public import Server
import Synchronization

/// An HTTP server for tests and benchmarks, on a port of the loopback address. What it answers, and
/// how badly, is said by a closure.
///
/// It shows faults; that a client gets on with it says nothing about other people's servers.
public final class EndpointServer: Sendable {
    private final class Requests: Sendable {
        let all = Mutex<[ReceivedRequest]>([])
    }

    private let server: HTTPServer
    private let requests: Requests

    /// A server that answers as `answer` says; it is called by several threads. With
    /// `keepsRequests`, `received` has what came.
    ///
    /// - Throws: a `Fault` if it cannot listen.
    public init(
        keepsRequests: Bool = true, _ answer: @escaping @Sendable (ReceivedRequest) -> Reply
    ) throws(Fault) {
        // Clients are tried here that keep hundreds of connections, and a busy machine is slow.
        var limits = ServerLimits()
        limits.connectionCount = 4096
        limits.bodyByteCount = 1 << 30
        limits.transferTime = .seconds(600)
        limits.idleTime = .seconds(600)
        let requests = Requests()
        self.requests = requests
        server = try HTTPServer(limits: limits) { request in
            if keepsRequests { requests.all.withLock { $0.append(request) } }
            return answer(request)
        }
    }

    deinit { server.stop() }

    /// Where it listens, without a path: `http://127.0.0.1:PORT`.
    public var address: String { server.address }

    /// The requests that came, in the order of their arrival.
    public var received: [ReceivedRequest] {
        requests.all.withLock { $0 }.sorted { $0.number < $1.number }
    }

    /// The connections that were made.
    public var connectionCount: Int { server.connectionCount }

    /// Takes no more requests, and closes every connection.
    public func stop() { server.stop() }
}
