import Curriculum
import Engine
import Grading
import Manifests
import Model
import Records
import Rollouts
import Storage
import Training

/// `train`, method `grpo`: one phase of the curriculum, from the checkpoint of the phase before.
struct ReinforcementStage: SingleUnitStage {
    let specification: StageSpecification
    let settings: ReinforcementSettings
    let grader: Grader
    let reward: PhaseReward
    let questions: QuestionCache

    var unitName: String { "train" }
    var behaviourVersion: Int { 3 }
    var keepsCheckpoints: Bool { true }
    var surroundings: JSONValue { grader.keyMaterial }

    func fingerprint(_ workspace: Workspace) async throws(Fault) -> JSONValue { reward.content }

    func changes(ofFingerprint before: JSONValue, to after: JSONValue) -> [KeyChange] {
        reward.changes(from: before, to: after)
    }

    func prepare() throws(Fault) { try reward.prepare() }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        let curriculum = try context.inputs.one("curriculum")
        let name = settings.sample == .control ? settings.phase + ".control" : settings.phase
        let phase = try TableReader.read(
            Question.self, from: curriculum.path("phases/\(name).jsonl"))
        let parent = try TrainingRun.checkpoint(of: try context.inputs.one("policy"))
        if phase.isEmpty { return try passThrough(parent, context) }

        let model = try parent.policy()
        try reward.check(phase, vocabulary: model.vocabulary)
        let answering = PolicyQuestions(
            phase, model: model, stage: StageKind.train.rawValue)
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
        try checkBatch(items.count)
        let seed = context.seed.deriving("phase").deriving(settings.phase)
        let method = PolicyGradientMethod(
            model, reference: model.copy(), questions: items, pictures: pictures,
            settings: gradientSettings(model), scorer: reward.scorer,
            alignment: try reward.alignment(context, pictures: pictures, model: model),
            batchScorers: try reward.batchScorers(context), seed: seed, jobs: context.jobs)
        let facts = try await TrainingRun.run(
            method, optimizer: settings.optimizer, steps: settings.steps,
            plan: CheckpointPlan(settings.checkpoints),
            seed: seed, parent: parent.modelDigest, context)
        try answering.rejects.write(to: context.folder)
        return UnitOutcome(
            accounting: answering.accounting,
            details: [
                "training": facts,
                "draws": .integer(
                    (facts["questions_drawn"]?.integerValue ?? 0) * settings.group),
                "summary": .array(lines(facts, usable.count)),
            ],
            notices: ReinforcementNotices.of(
                facts, questions: usable.count, stage: specification.name, settings))
    }

    /// A phase has at least the questions of a step.
    private func checkBatch(_ count: Int) throws(Fault) {
        guard count < settings.prompts else { return }
        throw Fault(
            .badInput,
            "phase `\(settings.phase)` has \(count) questions that can be asked, and a step asks "
                + "\(settings.prompts)",
            remedy: "set stages.\(specification.name).prompts to at most \(count), or let more "
                + "questions into the phase",
            location: specification.location(of: "prompts"))
    }

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
            accounting: Accounting(), details: ["training": ["steps": 0], "draws": 0],
            notices: [
                "phase `\(settings.phase)` has no question and is optional: its policy is the one "
                    + "before it"
            ])
    }

    private func gradientSettings(_ model: PolicyModel) -> PolicyGradientSettings {
        var result = settings.gradientSettings
        result.descriptionEnd = grader.format.descriptionEnd.flatMap { model.vocabulary.token($0) }
        result.secondPass = reward.secondPass
        return result
    }

    private func lines(_ facts: JSONValue, _ count: Int) -> [JSONValue] {
        let last = facts["mean_of_last_ten"]
        func figure(_ name: String) -> String {
            last?[name]?.realValue.map { Format.fixed($0, 3) } ?? "not measured"
        }
        let drawn = facts["questions_drawn"]?.integerValue ?? 0
        let passes = Format.fixed(Double(drawn) / Double(max(1, count)), 1)
        return [
            .string(
                "\(count) questions asked \(passes) times in \(settings.steps) steps; over the last ten: reward "
                    + "\(figure("reward")), zero-advantage groups "
                    + "\(figure("zero_advantage_groups")), KL \(figure("kl"))")
        ]
    }
}
