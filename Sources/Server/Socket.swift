import Glibc
import Records

/// A TCP socket of this machine. Closed by whoever owns it.
struct Socket: Sendable, Hashable {
    /// What came of waiting for bytes.
    enum Arrival {
        case bytes
        /// There will be no more.
        case end
        /// There were none in time.
        case late
    }

    let descriptor: Int32

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
            switch errno {
            case EINVAL, EBADF, ENOTSOCK: return nil
            // Others have the descriptors or the memory now.
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: usleep(10_000)
            // An error of that one connection.
            default: continue
            }
        }
    }

    /// Sends all bytes; false where the other side has gone or does not take them in time.
    @discardableResult
    func send(_ bytes: ArraySlice<UInt8>, within time: Duration) -> Bool {
        let deadline = ContinuousClock.now + time
        var rest = bytes
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { bytes in
                unsafe Glibc.send(
                    descriptor, bytes.baseAddress, bytes.count,
                    Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
            }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else {
                guard count < 0, Socket.isPassing(errno), wait(for: POLLOUT, until: deadline)
                else { return false }
            }
        }
        return true
    }

    /// Appends what has come by then; without a deadline, whenever it comes.
    func receive(into bytes: inout [UInt8], until deadline: ContinuousClock.Instant?) -> Arrival {
        unsafe withUnsafeTemporaryAllocation(byteCount: 65536, alignment: 1) { space in
            while true {
                let count = unsafe recv(
                    descriptor, space.baseAddress, space.count, Int32(MSG_DONTWAIT))
                if count > 0 {
                    unsafe bytes.append(contentsOf: space[..<count])
                    return .bytes
                }
                guard count < 0, Socket.isPassing(errno) else { return .end }
                guard wait(for: POLLIN, until: deadline) else { return .late }
            }
        }
    }

    private static func isPassing(_ error: Int32) -> Bool {
        error == EINTR || error == EAGAIN || error == EWOULDBLOCK
    }

    /// Whether something can be done, or found out, before the deadline.
    private func wait(for event: Int32, until deadline: ContinuousClock.Instant?) -> Bool {
        while true {
            var milliseconds: Int32 = -1
            if let deadline {
                let rest = ContinuousClock.now.duration(to: deadline)
                guard rest > .zero else { return false }
                milliseconds = Int32(clamping: Int(rest / .milliseconds(1)) + 1)
            }
            var asked = pollfd(fd: descriptor, events: Int16(event), revents: 0)
            let count = unsafe poll(&asked, 1, milliseconds)
            if count > 0 { return true }
            if count < 0, errno != EINTR { return false }
        }
    }

    /// Ends both directions or one, so that whoever waits here goes on.
    func shut(reading: Bool? = nil) {
        let direction =
            switch reading {
            case true?: SHUT_RD
            case false?: SHUT_WR
            case nil: SHUT_RDWR
            }
        shutdown(descriptor, Int32(direction))
    }

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
