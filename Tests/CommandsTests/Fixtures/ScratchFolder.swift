import Engine
import Glibc
import Records
import Storage

/// A temporary folder that goes when the last reference does.
final class ScratchFolder: Sendable {
    let path: String

    init() throws(Fault) {
        let name = String(UInt64.random(in: .min ... .max), radix: 16)
        path = "/tmp/pipeline-commands-\(getpid())-\(name)"
        try FileSystem.createFolder(path)
    }

    deinit { try? FileSystem.remove(path) }

    /// The workspace in it.
    var workspace: Workspace { Workspace("\(path)/workspace") }

    /// Writes a text, its folders too.
    func write(_ text: String, to name: String) throws(Fault) {
        let file = "\(path)/\(name)"
        let folder = file.split(separator: "/").dropLast().map { "/\($0)" }.joined()
        try FileSystem.createFolder(folder)
        try FileSystem.write(Array(text.utf8), to: file)
    }

    /// The plan of stages as a run.
    func plan(
        _ stages: [any Stage], name: String = "small", seed: UInt64 = 0
    ) async throws(Fault) -> RunPlan {
        try await RunPlan(name: name, stages: stages, seed: Seed(seed), workspace: workspace)
    }

    /// Runs stages to their end.
    func run(
        _ stages: [any Stage], name: String = "small", seed: UInt64 = 0, lock: String = ""
    ) async throws(Fault) {
        let origin = RunOrigin(
            manifestPath: "/manifests/\(name).yaml", workingFolder: "/", overrides: [],
            lockedManifest: lock)
        let run = Run(
            plan: try await plan(stages, name: name, seed: seed), origin: origin,
            executor: LocalExecutor(jobs: 1), sink: EventSink(listeners: []))
        _ = try await run.execute()
    }
}
