import Glibc
import Records

/// A program that is run to its end.
enum ChildProcess {
    /// What it left.
    struct Outcome {
        /// Standard output.
        var output: [UInt8]
        /// What it cost: time on the clock from start to end, processor time, both in seconds.
        var sample: Sample
        /// The most memory it had resident, in MiB.
        var peakMebibytes: Double
    }

    /// Runs a program with its standard error left as ours.
    ///
    /// - Throws: a `Fault` if it cannot be started, or ends with another status than 0.
    static func run(_ arguments: [String]) throws(Fault) -> Outcome {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Fault(.tryAgain, "no pipe can be opened") }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        for end in ends { posix_spawn_file_actions_addclose(&actions, end) }
        var texts: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        texts.append(nil)
        defer { for text in texts { free(text) } }

        let clock = ContinuousClock()
        let start = clock.now
        var child = pid_t()
        let status = posix_spawnp(&child, arguments[0], &actions, nil, texts, environ)
        close(ends[1])
        defer { close(ends[0]) }
        guard status == 0 else {
            throw Fault(
                .badInput, "`\(arguments[0])` cannot be started",
                cause: SystemError.text(status))
        }
        let output = readAll(ends[0])
        var usage = rusage()
        var result: Int32 = 0
        while wait4(child, &result, 0, &usage) < 0 && errno == EINTR {}
        let wall = (clock.now - start) / .seconds(1)
        guard result == 0 else {
            throw Fault(
                .badInput,
                "`\(arguments.joined(separator: " "))` ended with status \(result >> 8 & 0xFF)")
        }
        return Outcome(
            output: output, sample: Sample(wall: wall, cpu: ResourceUsage.seconds(usage)),
            peakMebibytes: Double(usage.ru_maxrss) / 1024)
    }

    private static func readAll(_ descriptor: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count > 0 {
                bytes.append(contentsOf: chunk[..<count])
            } else if count == 0 || errno != EINTR {
                return bytes
            }
        }
    }
}
