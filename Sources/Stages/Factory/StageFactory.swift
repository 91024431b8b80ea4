public import Engine
import Grading
public import Manifests
public import Records

/// Binds what a manifest says to the modules that do it.
public enum StageFactory {
    /// The stages of a run, enabled ones only, in the order of the manifest.
    ///
    /// - Throws: a `Fault` if a stage cannot be made.
    public static func stages(
        for run: RunSpecification, workspace: Workspace
    ) throws(Fault) -> [any Stage] {
        let questions = QuestionCache()
        let repository = try CommandRepository(run, workspace)
        var result: [any Stage] = []
        for stage in run.stages where stage.enabled {
            result.append(try bind(stage, run, workspace, questions, repository))
        }
        return result
    }

    private static func bind(
        _ stage: StageSpecification, _ run: RunSpecification, _ workspace: Workspace,
        _ questions: QuestionCache, _ repository: CommandRepository
    ) throws(Fault) -> any Stage {
        let grader = try Grader(run)
        switch stage.settings {
        case .ingest(let settings):
            return IngestStage(
                specification: stage, datasets: run.datasets, settings: settings,
                workspace: workspace)
        case .supervised(let settings):
            return SupervisedStage(
                specification: stage, settings: settings, policy: run.policy,
                format: grader.format, questions: questions)
        case .alignment(let settings):
            return AlignmentStage(
                specification: stage, settings: settings, policy: run.policy,
                questions: questions)
        case .reinforcement(let settings):
            return ReinforcementStage(
                specification: stage, settings: settings, grader: grader,
                reward: try PhaseReward(settings, stage, grader, run, workspace),
                questions: questions)
        case .handOff(let settings):
            return HandOffStage(
                specification: stage, settings: settings, grader: grader,
                prompt: try ExportPrompt(settings.phase, stage, run),
                modelFolder: modelFolder(settings, stage, run),
                pythonEnvironment: settings.pythonEnvironment.map {
                    run.path($0, at: stage.location(of: "python_environment"))
                })
        case .rollout(let settings):
            let own = run.answering(settings)
            return RolloutStage(
                specification: stage, settings: settings, grader: try Grader(own),
                policy: try rolloutPolicy(stage.name, settings, own, workspace),
                questions: RolloutQuestions(settings, questions))
        case .sample(let settings):
            return SampleStage(specification: stage, settings: settings, grader: grader)
        case .curriculum(let settings):
            return CurriculumStage(specification: stage, settings: settings)
        case .evaluate(let settings):
            return EvaluateStage(
                specification: stage, settings: settings, grader: grader, questions: questions)
        case .compare(let settings):
            return CompareStage(specification: stage, settings: settings, seeds: run.seeds)
        case .export(let settings):
            return ExportStage(
                specification: stage, settings: settings, grader: grader,
                prompt: try ExportPrompt(settings, stage, run))
        case .command(let settings):
            guard let found = repository.found[stage.name] else {
                throw Fault(.internalError, "nobody looked for the files of `\(stage.name)`")
            }
            return CommandStage(specification: stage, settings: settings, found: found)
        }
    }

    /// The folder that a `hand-off` stage starts from; nothing if it names a model.
    private static func modelFolder(
        _ settings: HandOffSettings, _ stage: StageSpecification, _ run: RunSpecification
    ) -> String? {
        let model = settings.phase.training.model
        guard model.hasPrefix("/") || model.hasPrefix("./") || model.hasPrefix("../") else {
            return nil
        }
        return run.path(model, at: stage.location(of: "model"))
    }

    /// Who answers in a rollout stage: what the manifest's `policy.kind` says.
    private static func rolloutPolicy(
        _ stage: String, _ settings: RolloutSettings, _ run: RunSpecification,
        _ workspace: Workspace
    ) throws(Fault) -> any RolloutPolicy {
        switch run.policy.kind {
        case .embedded: try EmbeddedRolloutPolicy(run, settings, workspace)
        case .endpoint: try EndpointRolloutPolicy(run, settings)
        case .batch: try BatchRolloutPolicy(run, stage: stage, settings)
        case .recorded: try RecordedRolloutPolicy(run, settings, workspace)
        }
    }
}
