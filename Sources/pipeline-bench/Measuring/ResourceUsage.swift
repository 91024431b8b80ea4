import Glibc

/// What the kernel says this process has used.
enum ResourceUsage {
    /// Processor seconds of all threads so far, user and system.
    static var ownSeconds: Double { seconds(own) }

    /// The most memory that was resident at once so far, in MiB.
    static var peakMebibytes: Double { Double(own.ru_maxrss) / 1024 }

    /// Starts `recentPeakMebibytes` anew at what is resident now (proc(5), `clear_refs`).
    static func resetPeak() {
        guard let file = fopen("/proc/self/clear_refs", "w") else { return }
        defer { fclose(file) }
        fputs("5", file)
    }

    /// The most memory that was resident at once since `resetPeak()`, in MiB.
    static var recentPeakMebibytes: Double {
        guard let file = fopen("/proc/self/status", "r") else { return .nan }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), file) != nil {
            let words = String(decoding: line.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                .split(whereSeparator: \.isWhitespace)
            if words.first == "VmHWM:" {
                return words.dropFirst().first.flatMap { Double($0) }.map { $0 / 1024 } ?? .nan
            }
        }
        return .nan
    }

    /// Processor seconds, user and system.
    static func seconds(_ usage: rusage) -> Double {
        Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }

    private static var own: rusage {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return usage
    }
}
