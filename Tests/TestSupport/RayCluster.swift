public import Glibc
import Storage
import Synchronization

/// A real Ray on this machine, with four pretended processors. It ends with the process.
public final class RayCluster: Sendable {
    /// The folder of everything that it writes.
    public let folder: String
    /// Where its Jobs API listens, seen from here.
    public let address: String
    /// A Python that has Ray.
    public let python: String

    private static let number = Atomic(0)

    /// One for all tests that leave it as it is, brought up when it is first asked for; nothing, said
    /// aloud, where it cannot be had.
    public static let shared = RayCluster(nodes: 1)

    /// Brings up another one, of so many nodes; nothing, said aloud, where it cannot be had.
    public init?(nodes: Int) {
        let number = RayCluster.number.add(1, ordering: .relaxed).newValue
        folder = "/tmp/pipeline-ray-\(getpid())-\(number)"
        let found = "\(folder)-python"
        defer { try? FileSystem.remove(found) }
        guard
            Daemons.run(
                [RayCluster.script("python-peers"), "ray"], RayCluster.environment, output: found),
            let python = RayCluster.line(found),
            Daemons.run(
                [
                    RayCluster.script("ray-cluster"), folder, "\(getpid())", python, "\(nodes)",
                    "\(4 / nodes)",
                ],
                RayCluster.environment),
            let port = RayCluster.line("\(folder)/port")
        else {
            OutputLine.say("SKIPPED: units on Ray, since it cannot be brought up here")
            return nil
        }
        self.python = python
        address = "http://127.0.0.1:\(port)"
    }

    private static func script(_ name: String) -> String {
        let package = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return "\(package)/scripts/\(name)"
    }

    private static var environment: [String] {
        let names: [String] = ["PATH", "HOME", "XDG_CACHE_HOME", "PIPELINE_PEERS", "PYTHON"]
        return names.compactMap { (name: String) in
            getenv(name).map { "\(name)=\(String(cString: $0))" }
        }
    }

    private static func line(_ path: String) -> String? {
        guard let bytes = try? FileSystem.read(path), !bytes.isEmpty else { return nil }
        return String(decoding: bytes.filter { $0 > 32 }, as: UTF8.self)
    }

    /// The processes of a node, workers and what they started among them; 0 is the head.
    public func processes(of node: Int) -> [pid_t] {
        Daemons.processes(with: "PIPELINE_RAY=\(folder)").filter {
            Daemons.variables(of: $0).contains("PIPELINE_RAY_NODE=\(node)")
        }
    }

    /// Ends a node as a power cut would.
    public func kill(node: Int) {
        for process in processes(of: node) { Glibc.kill(process, SIGKILL) }
    }

    /// Starts a node again; the head has forgotten everything then.
    ///
    /// - Returns: whether it did start; `nodeN.log` in the folder says why not.
    public func restart(node: Int) -> Bool {
        let words = [RayCluster.script("ray-cluster"), folder, "node", "\(node)"]
        return Daemons.run(words, RayCluster.environment)
    }
}
