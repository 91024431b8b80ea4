import Engine
import Glibc
import Records
import Storage

/// What the machine offers.
enum MachineFindings {
    /// Processors, memory and the clock.
    static func all() -> [Finding] { [processors, memory, clock] }

    private static var processors: Finding {
        let count = Host.processorCount
        let online = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        let rest = online > count ? " of \(online); the affinity mask leaves out the others" : ""
        return Finding("machine", "processors", "\(count)\(rest)")
    }

    private static var memory: Finding {
        let facts = text("/proc/meminfo").split(separator: "\n")
        func kilobytes(_ name: String) -> Int? {
            let line = facts.first { $0.hasPrefix("\(name):") }
            return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        }
        guard let total = kilobytes("MemTotal"), let free = kilobytes("MemAvailable") else {
            return Finding("machine", "memory", .notice, "the kernel does not tell")
        }
        var fact = "\(Format.megabytes(free * 1024)) available of \(Format.megabytes(total * 1024))"
        // A container's own limit, where it has one: control groups, version 2 and then 1.
        let limits = [
            "/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes",
        ].compactMap { Int(text($0).prefix { $0.isNumber }) }
        if let limit = limits.first, limit > 0, limit / 1024 < total {
            fact += "; this container may use \(Format.megabytes(limit))"
        }
        return Finding("machine", "memory", fact)
    }

    private static var clock: Finding {
        let now = Timestamp.now
        // Nothing of ours is older than this.
        guard let first = Timestamp("2025-01-01T00:00:00.000Z"), now < first else {
            return Finding("machine", "clock", now.description)
        }
        return Finding(
            "machine", "clock", .notice, "\(now) is in the past",
            remedy: "set it: times in logs are wrong; results do not depend on them")
    }

    static func text(_ path: String) -> String {
        String(decoding: (try? FileSystem.read(path)) ?? [], as: UTF8.self)
    }
}
