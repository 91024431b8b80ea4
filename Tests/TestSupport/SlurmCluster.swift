public import Glibc
import Storage
import Synchronization

/// A real Slurm on this machine, of three nodes with two pretended processors each. It ends with the
/// process.
public final class SlurmCluster: Sendable {
    /// The folder of everything that it writes.
    public let folder: String
    /// What its commands and daemons need, each `NAME=value`.
    public let environment: [String]

    private static let number = Atomic(0)

    /// One for all tests that leave it as it is, brought up when it is first asked for; nothing, said
    /// aloud, where it cannot be had.
    public static let shared = SlurmCluster()

    /// Brings up another one; nothing, said aloud, where it cannot be had.
    public init?() {
        let package = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let number = SlurmCluster.number.add(1, ordering: .relaxed).newValue
        folder = "/tmp/pipeline-slurm-\(getpid())-\(number)"
        let script = ["\(package)/scripts/slurm-cluster", folder, "\(getpid())"]
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        environment = ["PATH=\(path)", "SLURM_CONF=\(folder)/slurm.conf"]
        guard SlurmCluster.run(script, environment) else {
            OutputLine.say("SKIPPED: units on Slurm, since it cannot be brought up here")
            return nil
        }
    }

    /// Ends a daemon as a power cut would: `slurmctld`, or `slurmd.n2` with all that it started.
    public func kill(_ daemon: String) throws {
        let text = try FileSystem.read("\(folder)/run/\(daemon).pid")
        guard let process = pid_t(String(decoding: text.filter { $0 > 32 }, as: UTF8.self)) else {
            return
        }
        Glibc.kill(process, SIGKILL)
        guard let node = daemon.split(separator: ".").dropFirst().first else { return }
        for process in jobs(on: String(node)) {
            // What watches over a job is a daemon of its own.
            let parent = SlurmCluster.parent(of: process)
            if let parent, SlurmCluster.name(of: parent) == "slurmstepd" {
                Glibc.kill(parent, SIGKILL)
            }
            Glibc.kill(process, SIGKILL)
        }
    }

    /// The processes of jobs, on one node or on any.
    public func jobs(on node: String? = nil) -> [pid_t] {
        ((try? FileSystem.list("/proc")) ?? []).compactMap { pid_t($0) }.filter { process in
            let bytes = (try? FileSystem.read("/proc/\(process)/environ")) ?? []
            let words = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            let isHere = words.contains("SLURM_CONF=\(folder)/slurm.conf")
            let place = words.first { $0.hasPrefix("SLURMD_NODENAME=") }?.dropFirst(16)
            return isHere && place != nil && (node == nil || place == node.map { $0[...] })
        }
    }

    private static func name(of process: pid_t) -> String {
        let bytes = (try? FileSystem.read("/proc/\(process)/comm")) ?? []
        return String(decoding: bytes.filter { $0 > 32 }, as: UTF8.self)
    }

    private static func parent(of process: pid_t) -> pid_t? {
        let bytes = (try? FileSystem.read("/proc/\(process)/stat")) ?? []
        // The name before it may hold anything but this.
        let rest = String(decoding: bytes, as: UTF8.self).split(separator: ") ").last ?? ""
        return rest.split(separator: " ").dropFirst().first.flatMap { pid_t($0) }
    }

    /// Starts a daemon again: `slurmctld`, which finds its state, or `slurmd.n2`.
    public func restart(_ daemon: String) {
        let parts = daemon.split(separator: ".").map(String.init)
        let words = parts.count == 2 ? ["slurmd", "-N", parts[1]] : ["slurmctld", "-i"]
        if !SlurmCluster.run(["/usr/bin/env"] + words, environment) {
            OutputLine.say("\(daemon) did not start again")
        }
    }

    /// Runs a program to its end; whether it ended well.
    private static func run(_ words: [String], _ environment: [String]) -> Bool {
        // The test runner blocks signals; a cluster's jobs do not.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        var texts = words.map { strdup($0) } + [nil]
        var variables = environment.map { strdup($0) } + [nil]
        defer { for text in texts + variables { free(text) } }
        var child = pid_t()
        guard posix_spawn(&child, words[0], &actions, &attributes, &texts, &variables) == 0 else {
            return false
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return status == 0
    }
}
