import Glibc
import Storage

/// Facts about this process and the machine it runs on.
public enum Host {
    /// The machine's name.
    public static let name: String = {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "unknown" }
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }()

    /// The kernel's name of this start of the machine; empty where it does not tell. Another one means
    /// that the machine was started anew, or that it is another machine.
    static let bootIdentifier: String = {
        let bytes = try? FileSystem.read("/proc/sys/kernel/random/boot_id")
        return String(decoding: (bytes ?? []).prefix { $0 > 32 }, as: UTF8.self)
    }()

    /// This process's number.
    public static var processIdentifier: Int { Int(getpid()) }

    /// How many processors this process may use, at least 1: those of its affinity mask.
    public static var processorCount: Int {
        let mask = ProcessStatus.field("Cpus_allowed") ?? ""
        let count = mask.reduce(0) { $0 + ($1.hexDigitValue ?? 0).nonzeroBitCount }
        return count > 0 ? count : max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }
}
