import Glibc

/// What the kernel says about this process in `/proc/self/status`.
enum ProcessStatus {
    /// The text of a field such as `VmHWM`, without surrounding space, or nothing.
    static func field(_ name: String) -> String? {
        let descriptor = open("/proc/self/status", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 16_384)
        let count = read(descriptor, &buffer, buffer.count)
        guard count > 0 else { return nil }
        for line in buffer.prefix(count).split(separator: UInt8(ascii: "\n")) {
            guard line.starts(with: "\(name):".utf8) else { continue }
            let value = line.dropFirst(name.utf8.count + 1).drop { $0 == 9 || $0 == 32 }
            return String(decoding: value, as: UTF8.self)
        }
        return nil
    }
}
