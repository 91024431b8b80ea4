import Engine
import Records
import Storage
import TestSupport

/// A workspace in a temporary folder that goes when the last reference does.
final class TemporaryWorkspace: Sendable {
    let workspace: Workspace
    var root: String { workspace.root }

    private let folder: TemporaryFolder

    init() throws(Fault) {
        folder = try TemporaryFolder("engine")
        workspace = Workspace(folder.path)
    }

    /// Runs stages to their end.
    @discardableResult func run(
        _ stages: [any Stage], name: String = "test", seed: UInt64 = 0, jobs: Int = 2,
        listeners: [any EventListener] = [], selection: RunSelection = RunSelection(),
        verifies: Bool = false
    ) async throws(Fault) -> RunResult {
        try await Run.of(
            stages, name: name, seed: seed, jobs: jobs,
            workspace: verifies ? Workspace(root, verifies: true) : workspace,
            listeners: listeners, selection: selection
        ).execute()
    }

    /// The events of a run's log.
    func events(_ name: String = "test") throws(Fault) -> [Event] {
        try EventLog.read(workspace.run(name).eventsPath)
    }

    /// Everything below the store that is not a published artifact.
    func leftovers() throws(Fault) -> [String] {
        var result: [String] = []
        for kind in try FileSystem.list(workspace.storeFolder) {
            let folder = "\(workspace.storeFolder)/\(kind)"
            result += try FileSystem.list(folder).filter { $0.hasPrefix(".tmp-") }
            if try FileSystem.status("\(folder)/.work") != nil {
                result += try FileSystem.list("\(folder)/.work")
            }
        }
        return result
    }
}

extension Run {
    /// A run of stages in a workspace.
    static func of(
        _ stages: [any Stage], name: String = "test", seed: UInt64 = 0, jobs: Int = 2,
        executor: (any Executor)? = nil, workspace: Workspace,
        listeners: [any EventListener] = [], software: [String: String] = [:],
        selection: RunSelection = RunSelection(), stop: StopRequest = StopRequest()
    ) async throws(Fault) -> Run {
        let plan = try await RunPlan(
            name: name, stages: stages, seed: Seed(seed), workspace: workspace)
        let origin = RunOrigin(
            manifestPath: "/manifests/\(name).yaml", workingFolder: "/",
            overrides: [.init(path: "seed", value: "\(seed)")],
            lockedManifest: "name: \(name)\n")
        return Run(
            plan: plan, origin: origin, executor: executor ?? LocalExecutor(jobs: jobs),
            sink: EventSink(listeners: listeners), software: { _ in software },
            selection: selection, stop: stop)
    }
}

extension RunResult {
    /// The files of every stage with their digests.
    var digests: [String: [Receipt.File]] {
        Dictionary(uniqueKeysWithValues: stages.map { ($0.name, $0.artifact.receipt.files) })
    }
}
