import Curriculum
import Engine
import Grading
import Manifests
import Model
import Records
import Rewards
import Storage
import Training

/// `train`, method `grpo`: one phase of the curriculum, from the checkpoint of the phase before.
struct ReinforcementStage: BoundStage {
    let specification: StageSpecification
    let settings: ReinforcementSettings
    let grader: Grader
    let questions: QuestionCache

    var behaviourVersion: Int { 1 }
    var keepsCheckpoints: Bool { true }
    var surroundings: JSONValue { grader.keyMaterial }

    func plan(_ context: StageContext) async throws(Fault) -> [UnitPlan] {
        [UnitPlan(name: "train", payload: [:])]
    }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        let curriculum = try context.inputs.one("curriculum")
        let name = settings.sample == .control ? settings.phase + ".control" : settings.phase
        let phase = try TableReader.read(
            Question.self, from: curriculum.path("phases/\(name).jsonl"))
        let parent = try TrainingRun.checkpoint(of: try context.inputs.one("policy"))
        if phase.isEmpty { return try passThrough(parent, context) }

        let model = try parent.policy()
        let scorer = RewardScorer(recipe, grader: grader)
        try check(phase, scorer)
        let answering = PolicyQuestions(phase, model: model, stage: .train)
        let usable = answering.usable
        if usable.isEmpty {
            throw Fault(
                .badInput,
                "no question of phase `\(settings.phase)` can be asked "
                    + "(\(answering.rejects.description))",
                remedy: "raise policy.question_tokens, or give each question one picture",
                location: specification.location)
        }
        let shards = try context.inputs.one("questions").path("shards")
        let loader = PictureLoader(shardFolder: shards, shape: model.configuration)
        let (pictures, places) = try await loader.load(usable, jobs: context.jobs)
        let items = zip(usable, places).compactMap { question, place in
            model.promptTokens(question.text, withPicture: true).map {
                PolicyGradientQuestion(question: question, prompt: $0, picture: place)
            }
        }
        let seed = context.seed.deriving("phase").deriving(settings.phase)
        let method = PolicyGradientMethod(
            model, reference: model.copy(), questions: items, pictures: pictures,
            settings: gradientSettings(model), scorer: scorer,
            alignment: try alignment(context, pictures: pictures, model: model), seed: seed,
            jobs: context.jobs)
        let facts = try await TrainingRun.run(
            method, optimizer: settings.optimizer, steps: settings.steps,
            checkpointEvery: settings.checkpointEvery, seed: seed, parent: parent.modelDigest,
            context)
        try answering.rejects.write(to: context.folder)
        return UnitOutcome(
            accounting: answering.accounting,
            details: ["training": facts, "summary": .array(lines(facts, usable.count))])
    }

    func merge(
        _ units: [UnitArtifact], _ context: MergeContext
    ) async throws(Fault) -> MergeOutcome { try TrainingRun.merge(units, context) }

    /// An optional phase without questions: the parent's checkpoint stands for it.
    private func passThrough(
        _ parent: Checkpoint, _ context: UnitContext
    ) throws(Fault) -> UnitOutcome {
        for name in try FileSystem.list(parent.folder) {
            try Links.link(
                parent.folder + "/" + name,
                at: context.folder + "/\(TrainingRun.checkpointFolder)/\(name)")
        }
        return UnitOutcome(
            accounting: Accounting(), details: ["training": ["steps": 0]],
            notices: [
                "phase `\(settings.phase)` has no question and is optional: its policy is the one "
                    + "before it"
            ])
    }

    private var recipe: RewardRecipe {
        RewardRecipe(
            weights: [
                .accuracy: settings.reward.accuracy, .keywords: settings.reward.keywords,
                .alignment: settings.reward.alignment, .format: settings.reward.format,
                .length: settings.reward.length,
            ], lengthLimit: settings.reward.lengthLimit)
    }

    /// Refuses a recipe that the phase's questions cannot serve.
    private func check(_ phase: [Question], _ scorer: RewardScorer) throws(Fault) {
        let refused = phase.filter { scorer.problem(with: $0) != nil }
        guard let first = refused.first, let problem = scorer.problem(with: first) else { return }
        // The weight's own place: a manifest may set one weight of a pipeline's recipe.
        let term = recipe.uses(.keywords) && first.keywords.isEmpty ? "keywords" : "alignment"
        throw Fault(
            .badInput,
            "phase `\(settings.phase)`: \(refused.count) of \(phase.count) questions cannot "
                + "be rewarded: \(problem)",
            remedy: "set that weight to 0 in stages.\(name).reward, or give the data set what "
                + "it needs",
            location: specification.location(of: "reward.\(term)"))
    }

    private func gradientSettings(_ model: PolicyModel) -> PolicyGradientSettings {
        let end = settings.advantageTokens == .description ? grader.format.descriptionEnd : nil
        return PolicyGradientSettings(
            prompts: settings.prompts, group: settings.group, temperature: settings.temperature,
            loss: PolicyLoss(
                clipLow: settings.clipLow, clipHigh: settings.clipHigh, klWeight: settings.kl),
            advantageEnd: end.flatMap { model.vocabulary.token($0) })
    }

    private func alignment(
        _ context: UnitContext, pictures: [PicturePatches], model: PolicyModel
    ) throws(Fault) -> FrozenAlignment? {
        guard recipe.uses(.alignment) else { return nil }
        let artifact = try context.inputs.one("scorer")
        let scorer = try TrainingRun.checkpoint(of: artifact).alignmentModel()
        guard let threshold = artifact.receipt.details["threshold"]?.realValue else {
            throw Fault(.internalError, "the scorer's receipt has no threshold")
        }
        let cut = scorer.configuration.pictures
        guard cut.imageSize == model.configuration.imageSize,
            cut.patchSize == model.configuration.patchSize
        else { throw Fault(.internalError, "scorer and policy cut pictures differently") }
        return FrozenAlignment(scorer, pictures: pictures, threshold: threshold)
    }

    private func lines(_ facts: JSONValue, _ count: Int) -> [JSONValue] {
        let last = facts["mean_of_last_ten"]
        func figure(_ name: String) -> String {
            Figures.fixed(last?[name]?.realValue ?? .nan, 3)
        }
        return [
            .string(
                "\(count) questions, \(settings.steps) steps; over the last ten: reward "
                    + "\(figure("reward")), zero-advantage groups "
                    + "\(figure("zero_advantage_groups")), KL \(figure("kl"))")
        ]
    }
}
