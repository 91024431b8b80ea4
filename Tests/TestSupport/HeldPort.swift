import Glibc
import Testing

/// A port at which nobody listens for as long as this is held: one that is merely closed is given to the
/// next test's server.
public final class HeldPort: Sendable {
    private let descriptor: Int32

    /// Takes the port of a server that has just stopped.
    ///
    /// - Parameter address: the server's address, which ends in its port: `http://127.0.0.1:1234`.
    public init(of address: String) async throws {
        let port = try #require(address.split(separator: ":").last.flatMap { UInt16($0) })
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = port.bigEndian
        place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let deadline = ContinuousClock.now + .seconds(10)
        while true {
            let isBound = withUnsafePointer(to: &place) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                    bind(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
            if isBound { return }
            // The server may still be closing it.
            try #require(errno == EADDRINUSE && ContinuousClock.now < deadline)
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    deinit { close(descriptor) }
}
