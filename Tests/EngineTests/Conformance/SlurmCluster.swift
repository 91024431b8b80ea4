import Engine
import Glibc
import Manifests
import SlurmExecutor
import Storage
import TestSupport

/// A real Slurm on this machine, for as long as the tests run.
struct SlurmCluster: Sendable {
    /// The folder of everything that it writes.
    let folder: String
    private let environment: [String]

    /// The cluster, brought up when it is first asked for; nothing, said aloud, where it cannot be had.
    static let shared = SlurmCluster()

    private init?() {
        let package = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        folder = "/tmp/pipeline-slurm-\(getpid())"
        let script = ["\(package)/scripts/slurm-cluster", folder, "\(getpid())"]
        guard let output = SlurmCluster.output(of: script, to: "\(folder).out"),
            let configuration = output.split(separator: "\n").last, configuration.hasPrefix("/")
        else {
            OutputLine.say("SKIPPED: executors on Slurm, since it cannot be brought up here")
            return nil
        }
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        environment = ["PATH=\(path)", "SLURM_CONF=\(configuration)"]
    }

    /// Slurm with a worker for scripted stages.
    func service() -> SlurmService {
        SlurmService(
            SlurmSettings(), worker: .init([SlurmCluster.worker]), environment: environment,
            scratch: folder)
    }

    private static var worker: String {
        let bundle = CommandLine.arguments[0].split(separator: "/").dropLast()
        return "/" + bundle.joined(separator: "/") + "/conformance-worker"
    }

    /// What a program prints; nothing if it fails.
    private static func output(of words: [String], to path: String) -> String? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        // The test runner blocks signals; a cluster's jobs do not.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var texts = words.map { strdup($0) } + [nil]
        defer { for text in texts { free(text) } }
        var child = pid_t()
        guard posix_spawn(&child, words[0], &actions, &attributes, &texts, environ) == 0 else {
            return nil
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        defer { unlink(path) }
        guard status == 0 else { return nil }
        return (try? FileSystem.read(path)).map { String(decoding: $0, as: UTF8.self) }
    }
}
