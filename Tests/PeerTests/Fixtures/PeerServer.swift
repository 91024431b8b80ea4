import Glibc
import Storage

/// Other people's server, which runs for as long as this is held.
final class PeerServer: Sendable {
    /// Where it listens, without a path.
    let address: String
    private let process: PeerProcess

    /// Starts a server on a free port. It ends with this, if need be by force: some wait for connections
    /// that a client keeps. After ten minutes it ends in any case.
    ///
    /// - Parameter command: the program with its arguments, by the port.
    init(_ command: (_ port: String) -> [String]) throws {
        let port = try PeerServer.freePort()
        address = "http://127.0.0.1:\(port)"
        process = try PeerProcess(
            ["/usr/bin/timeout", "--kill-after=1", "600"] + command("\(port)"))
    }

    deinit {
        process.stop()
        _ = process.wait()
    }

    /// A port that nobody listens on.
    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(descriptor, pointer, length) == 0
                    && getsockname(descriptor, pointer, &length) == 0
            }
        }
        guard isBound else { throw PeerFailure(description: "no port is free") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
