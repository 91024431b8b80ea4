import Glibc

/// What the kernel says this process has used.
enum ResourceUsage {
    /// Processor seconds of all threads so far, user and system.
    static var ownSeconds: Double { seconds(own) }

    /// The most memory that was resident at once so far, in MiB.
    static var peakMebibytes: Double { Double(own.ru_maxrss) / 1024 }

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
