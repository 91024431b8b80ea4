import Engine
import Manifests
import Records
import Stages
import Storage

/// A run, read and checked, with its workspace and stages. Nothing has been written.
struct PreparedRun: Sendable {
    /// The run's name.
    let name: String
    private(set) var workspace: Workspace
    let origin: RunOrigin
    /// Where it says that units run.
    let executor: ExecutorSettings
    /// The command that goes on with the run from where this process was started.
    var resumeCommand: String
    /// What the manifest says; nothing for the ingest of a data set by itself.
    let specification: RunSpecification?
    private let seed: Seed
    /// The text of every file that was read, for faults that point into one.
    private let sources: [String: String]
    private let stages: @Sendable (Workspace) throws(Fault) -> [any Stage]

    /// Reads a manifest.
    ///
    /// - Throws: `ManifestErrors` with everything that is wrong.
    init(
        manifest: String, parameters: [RunOrigin.ParameterFile], overrides: [RunOrigin.Override],
        workspace: WorkspaceOption
    ) throws {
        let specification = try ManifestLoader.load(
            path: manifest, parameters: parameters.map { ParameterFile($0) },
            overrides: overrides.map { ($0.path, $0.value) })
        let place = workspace.workspace(of: manifest, besides: specification.repositoryRoot)
        self.specification = specification
        name = specification.name
        seed = specification.seed
        executor = specification.executor
        sources = specification.sources
        self.workspace = place
        origin = RunOrigin(
            manifestPath: try FileSystem.realPath(manifest),
            workingFolder: WorkspaceOption.currentFolder, parameters: parameters,
            overrides: overrides, lockedManifest: specification.lockedYAML)
        resumeCommand = workspace.resumeCommand(specification.name, in: place)
        stages = { workspace throws(Fault) in
            try StageFactory.stages(for: specification, workspace: workspace)
        }
    }

    /// The ingest of a data set by itself.
    ///
    /// - Parameters:
    ///   - path: the data set's file.
    ///   - resumeCommand: the command that goes on with it.
    init(
        dataset: DatasetSpecification, path: String, sources: [String: String],
        settings: IngestSettings, overrides: [RunOrigin.Override], workspace: Workspace,
        resumeCommand: String
    ) throws(Fault) {
        specification = nil
        name = dataset.name
        seed = Seed(0)
        executor = ExecutorSettings()
        self.sources = sources
        self.workspace = workspace
        origin = RunOrigin(
            manifestPath: try FileSystem.realPath(path),
            workingFolder: WorkspaceOption.currentFolder, overrides: overrides,
            lockedManifest: sources[path] ?? "")
        self.resumeCommand = resumeCommand
        stages = { [StageFactory.ingest(dataset, settings, file: path, workspace: $0)] }
    }

    /// The same run, believing nothing that is remembered of files.
    func verifying() -> PreparedRun {
        var run = self
        run.workspace = Workspace(workspace.root, verifies: true)
        return run
    }

    /// What stages ask of a cluster instead of what the run does, by their names.
    var stageLimits: [String: StageLimits] {
        var limits: [String: StageLimits] = [:]
        for stage in specification?.stages ?? [] {
            limits[stage.name] = stage.limits
            // A trainer that spreads over machines wants them in one job.
            if case .handOff(let settings) = stage.settings, settings.phase.training.nodes > 1 {
                var slurm = stage.limits.slurm ?? SlurmSettings()
                slurm.nodes = slurm.nodes ?? settings.phase.training.nodes
                slurm.gpus = slurm.gpus ?? settings.phase.training.gpus
                limits[stage.name]?.slurm = slurm
            }
        }
        return limits
    }

    /// The graph with its keys.
    ///
    /// - Throws: a `CommandFailure`, with the source line where a fault has one.
    func plan() async throws -> RunPlan {
        try await pointing(unpointedPlan)
    }

    /// The graph with its keys; faults point at lines without showing them.
    func unpointedPlan() async throws(Fault) -> RunPlan {
        try await RunPlan(
            name: name, stages: try stages(workspace), seed: seed, workspace: workspace)
    }

    /// What a run would do, and why.
    ///
    /// - Throws: a `CommandFailure`, with the source line where a fault has one.
    func explanation() async throws -> PlanExplanation {
        let plan = try await plan()
        return try await pointing { () async throws(Fault) in try await PlanExplanation(plan) }
    }

    /// Does something, and gives faults the source lines they point at.
    func pointing<Result>(
        _ body: () async throws(Fault) -> Result
    ) async throws(CommandFailure) -> Result {
        do throws(Fault) {
            return try await body()
        } catch {
            throw CommandFailure(
                specification?.pointed(error) ?? error, sources: sources)
        }
    }
}
