import Engine
import Records
import TestSupport

/// A temporary folder that goes when the last reference does.
final class ScratchFolder: Sendable {
    private let folder: TemporaryFolder
    /// Its path.
    var path: String { folder.path }

    init() throws(Fault) { folder = try TemporaryFolder("commands") }

    /// The workspace in it.
    var workspace: Workspace { Workspace("\(path)/workspace") }

    /// Writes a text, its folders too.
    func write(_ text: String, to name: String) throws(Fault) { try folder.write(text, to: name) }

    /// The plan of stages as a run.
    func plan(
        _ stages: [any Stage], name: String = "small", seed: UInt64 = 0
    ) async throws(Fault) -> RunPlan {
        try await RunPlan(name: name, stages: stages, seed: Seed(seed), workspace: workspace)
    }

    /// Runs stages to their end.
    @discardableResult
    func run(
        _ stages: [any Stage], name: String = "small", seed: UInt64 = 0, lock: String = "",
        listeners: [any EventListener] = []
    ) async throws(Fault) -> RunResult {
        let origin = RunOrigin(
            manifestPath: "/manifests/\(name).yaml", workingFolder: "/", overrides: [],
            lockedManifest: lock)
        let run = Run(
            plan: try await plan(stages, name: name, seed: seed), origin: origin,
            executor: LocalExecutor(jobs: 1), sink: EventSink(listeners: listeners))
        return try await run.execute()
    }
}
