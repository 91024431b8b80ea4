import Engine
import Grading
import Handoff
import Manifests
import Records
import Storage

/// `train`, method `hand-off`: one phase of the curriculum by a trainer of its own, from the weights of the
/// phase before.
struct HandOffStage: SingleUnitStage {
    let specification: StageSpecification
    let settings: HandOffSettings
    let grader: Grader
    let prompt: ExportPrompt
    /// The model's folder, where it starts from one that the manifest names.
    let modelFolder: String?
    /// The folder of the Python environment.
    let pythonEnvironment: String?

    var unitName: String { "train" }
    var behaviourVersion: Int { 1 }
    var keepsCheckpoints: Bool { true }
    /// The trainer has a seed of its own.
    var usesSeed: Bool { false }
    var surroundings: JSONValue {
        guard prompt.keyMaterial != .null else { return grader.keyMaterial }
        return .object(
            (grader.keyMaterial.objectValue ?? []) + [.init("prompt", prompt.keyMaterial)])
    }

    private var export: PhaseExport {
        PhaseExport(
            specification: specification, settings: settings.phase, grader: grader, prompt: prompt)
    }

    func fingerprint(_ workspace: Workspace) async throws(Fault) -> JSONValue {
        guard let modelFolder else { return .null }
        var files: [JSONValue.Member] = []
        do throws(Fault) {
            for name in try FileSystem.list(modelFolder).sorted() {
                let path = "\(modelFolder)/\(name)"
                guard try FileSystem.status(path)?.kind == .file else { continue }
                files.append(
                    .init(name, .string(try workspace.digests.digest(ofFile: path).hex)))
            }
        } catch {
            var fault = error
            fault.location = specification.location(of: "model")
            throw fault
        }
        return .object(files)
    }

    func prepare() throws(Fault) {
        try export.prepare()
        try export.checkKey()
        do throws(Fault) {
            try TrainerEnvironment(pythonEnvironment).check(settings.phase.trainer)
        } catch {
            throw located(error)
        }
    }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        let table = try export.table(context.inputs)
        let parent = try context.inputs.optional("policy").map { artifact throws(Fault) in
            try HandOffWeights(artifact)
        }
        let model = try modelFolder.map { folder throws(Fault) in try FileSystem.realPath(folder) }
        let start = parent?.place ?? model ?? settings.phase.training.model
        if try FileSystem.status(table)?.byteCount == 0 {
            return try passThrough(parent, model: start, context)
        }
        let work = try FileSystem.realPath(try context.workFolder)
        let phase = try await exported(to: "\(work)/phase", context)
        let environment = TrainerEnvironment(pythonEnvironment)
        let version: String?
        do throws(Fault) {
            version = try await environment.version(of: phase.target, using: work)
        } catch {
            throw located(error)
        }
        let training = PhaseTraining(
            phase: phase, run: "\(work)/run", model: start, environment: environment.variables,
            logPath: context.logPath, stallAfter: settings.stallAfter)
        let outcome: PhaseTraining.Outcome
        do throws(Fault) {
            outcome = try await training.train { progress in
                context.report(
                    UnitProgress(
                        done: progress.done, total: phase.steps, what: "steps",
                        metrics: progress.figures.map { .init($0.name, $0.value) }))
            }
        } catch {
            throw located(error)
        }
        let result = try HandOffResult(
            phase: phase, run: training.run, table: table, outcome: outcome, start: start,
            version: version)
        do throws(Fault) {
            return try result.publish(to: context.folder)
        } catch {
            throw located(error)
        }
    }

    /// The phase's folder: that of an earlier attempt if it is whole.
    private func exported(
        to folder: String, _ context: UnitContext
    ) async throws(Fault) -> ExportedPhase {
        if let phase = try? ExportedPhase(folder: folder) {
            // The server of embeddings may have moved since.
            try export.rewriteReward(in: folder)
            return phase
        }
        let part = folder + ".part"
        for old in [folder, part] where try FileSystem.linkStatus(old) != nil {
            try FileSystem.remove(old)
        }
        _ = try await export.write(to: part, context)
        try FileSystem.rename(part, to: folder)
        return try ExportedPhase(folder: folder)
    }

    /// An optional phase without questions: what it would have started from stands for it.
    private func passThrough(
        _ parent: HandOffWeights?, model: String, _ context: UnitContext
    ) throws(Fault) -> UnitOutcome {
        try parent?.link(into: context.folder)
        return UnitOutcome(
            accounting: Accounting(),
            details: ["training": ["steps": 0], "model": .string(model)],
            notices: [
                "phase `\(settings.phase.phase)` has no question and is optional: its policy is the "
                    + "one before it"
            ])
    }

    /// A fault of the training at the stage's place.
    private func located(_ fault: Fault) -> Fault {
        var fault = fault
        fault.location = fault.location ?? specification.location(of: "trainer")
        return fault
    }
}
