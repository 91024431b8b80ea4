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
        guard Daemons.run(script, environment) else {
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
        let here = Daemons.processes(with: "SLURM_CONF=\(folder)/slurm.conf")
        return here.filter { process in
            let name = "SLURMD_NODENAME="
            let place = Daemons.variables(of: process).first { $0.hasPrefix(name) }
            return place != nil && (node == nil || place == node.map { name + $0 })
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
        if !Daemons.run(["/usr/bin/env"] + words, environment) {
            OutputLine.say("\(daemon) did not start again")
        }
    }
}
