import Glibc
import Records

/// A client that sends just the bytes it is told to.
final class RawClient {
    private let descriptor: Int32

    /// Connects to `http://127.0.0.1:PORT`.
    init(_ address: String) throws(Fault) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        place.sin_port = (address.split(separator: ":").last.flatMap { UInt16($0) } ?? 0).bigEndian
        let error = withUnsafePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard error == 0 else { throw Fault(.tryAgain, "no connection", cause: SystemError.text()) }
    }

    deinit { close(descriptor) }

    /// Sends bytes, as many as the server takes.
    func send(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Says that nothing more is sent.
    func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// The next byte; nothing at the end.
    func readByte() -> UInt8? {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, 0) == 1 ? byte : nil
    }

    /// What the server says, until it closes the connection or has said `mark`.
    func read(until mark: String? = nil) -> String {
        var bytes: [UInt8] = []
        var space = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(descriptor, &space, space.count, 0)
            if count <= 0 { break }
            bytes += space[..<count]
            if let mark, String(decoding: bytes, as: UTF8.self).hasSuffix(mark) { break }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
