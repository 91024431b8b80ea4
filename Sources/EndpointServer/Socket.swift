import Glibc
import Records

/// A TCP socket of this machine. Closed by whoever owns it.
struct Socket: Sendable, Hashable {
    let descriptor: Int32

    /// A socket that listens on a free port of the loopback address.
    static func listening() throws(Fault) -> (socket: Socket, port: Int) {
        let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(descriptor, pointer, length) == 0 && listen(descriptor, 512) == 0
                    && getsockname(descriptor, pointer, &length) == 0
            }
        }
        guard descriptor >= 0, isListening else {
            Glibc.close(descriptor)
            throw Fault(
                .tryAgain, "no socket can listen", cause: SystemError.text())
        }
        return (Socket(descriptor: descriptor), Int(UInt16(bigEndian: address.sin_port)))
    }

    /// The next connection; nothing once the socket was shut.
    func accepted() -> Socket? {
        while true {
            let accepted = accept(descriptor, nil, nil)
            if accepted >= 0 {
                _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
                var yes: Int32 = 1
                unsafe setsockopt(accepted, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, 4)
                return Socket(descriptor: accepted)
            }
            guard errno == EINTR || errno == ECONNABORTED else { return nil }
        }
    }

    /// Sends all bytes; false where the other side has gone.
    @discardableResult
    func send(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { bytes in
                unsafe Glibc.send(
                    descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Appends what has come; false where there is no more.
    func receive(into bytes: inout [UInt8]) -> Bool {
        unsafe withUnsafeTemporaryAllocation(byteCount: 65536, alignment: 1) { space in
            while true {
                let count = unsafe recv(descriptor, space.baseAddress, space.count, 0)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return false }
                unsafe bytes.append(contentsOf: space[..<count])
                return true
            }
        }
    }

    /// Ends both directions, so that whoever waits here goes on.
    func shut() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Closes it; with a reset where `resets`.
    func close(resets: Bool = false) {
        if resets {
            var linger = linger(l_onoff: 1, l_linger: 0)
            let size = socklen_t(MemoryLayout.size(ofValue: linger))
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, size)
        }
        Glibc.close(descriptor)
    }
}
