import TestSupport
import Testing

/// The small quickstart, run once with two jobs and without any disturbance: what others are compared with. Tests may
/// read it and must not change it.
struct ReferenceRun: Sendable {
    let repository: SmallRepository
    let workspace: WorkspaceView
    let end: Subprocess.End

    private static let task = Task { () async throws -> ReferenceRun in
        let repository = try SmallRepository()
        let workspace = repository.workspace()
        let end = try await repository.run(in: workspace, ["--jobs", "2"])
        OutputLine.say("the small quickstart took \(end.wall)")
        return ReferenceRun(repository: repository, workspace: workspace, end: end)
    }

    /// The run; made at the first use.
    static var shared: ReferenceRun {
        get async throws { try await task.value }
    }
}
