import Glibc
import Records

extension Socket {
    /// A socket that listens.
    ///
    /// - Parameters:
    ///   - host: a name or address of this machine.
    ///   - port: 0 for any that is free.
    /// - Throws: a `Fault` if there is no such address, or somebody has the port.
    static func listening(host: String, port: Int) throws(Fault) -> (socket: Socket, port: Int) {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        unsafe hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var found: UnsafeMutablePointer<addrinfo>?
        let error = unsafe getaddrinfo(host, "\(port)", &hints, &found)
        defer { unsafe freeaddrinfo(found) }
        guard error == 0, let address = unsafe found?.pointee else {
            throw Fault(
                .usage, "`\(host)` is no address of this machine",
                remedy: "name one, such as 127.0.0.1")
        }
        let descriptor = unsafe Glibc.socket(
            address.ai_family, address.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
        var yes: Int32 = 1
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
        guard descriptor >= 0, unsafe bind(descriptor, address.ai_addr, address.ai_addrlen) == 0,
            listen(descriptor, 512) == 0, let port = Socket.port(of: descriptor)
        else {
            let cause = SystemError.text()
            Glibc.close(descriptor)
            throw Fault(
                .tryAgain, "nobody can listen at `\(host)`, port \(port)",
                remedy: "name another port, or 0 for any that is free", cause: cause)
        }
        return (Socket(descriptor: descriptor), port)
    }

    private static func port(of descriptor: Int32) -> Int? {
        var address = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let error = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe getsockname(descriptor, pointer, &length)
            }
        }
        // The port lies at the same place in addresses of both kinds.
        return error == 0 ? Int(UInt16(bigEndian: address.sin6_port)) : nil
    }
}
