import Engine
import Manifests
import Records
import Stages
import Storage

/// A manifest, read and checked, with its workspace and stages. Nothing has been written.
struct PreparedRun: Sendable {
    let specification: RunSpecification
    let workspace: Workspace
    let origin: RunOrigin
    /// The command that goes on with the run from where this process was started.
    var resumeCommand: String

    /// Reads a manifest.
    ///
    /// - Throws: `ManifestErrors` with everything that is wrong.
    init(
        manifest: String, overrides: [RunOrigin.Override], workspace: WorkspaceOption
    ) throws {
        specification = try ManifestLoader.load(
            path: manifest, overrides: overrides.map { ($0.path, $0.value) })
        self.workspace = workspace.workspace(besides: specification.repositoryRoot)
        origin = RunOrigin(
            manifestPath: try FileSystem.realPath(manifest),
            workingFolder: WorkspaceOption.currentFolder, overrides: overrides,
            lockedManifest: specification.lockedYAML)
        resumeCommand = workspace.resumeCommand(specification.name, in: self.workspace)
    }

    /// The graph with its keys.
    ///
    /// - Throws: a `CommandFailure`, with the source line where a fault has one.
    func plan() async throws -> RunPlan {
        try await pointing { () async throws(Fault) in
            let stages = try StageFactory.stages(for: specification, workspace: workspace)
            return try await RunPlan(
                name: specification.name, stages: stages, seed: specification.seed,
                workspace: workspace)
        }
    }

    /// Does something, and gives faults the source lines they point at.
    func pointing<Result>(
        _ body: () async throws(Fault) -> Result
    ) async throws(CommandFailure) -> Result {
        do throws(Fault) {
            return try await body()
        } catch {
            throw CommandFailure(error, sources: specification.sources)
        }
    }
}
