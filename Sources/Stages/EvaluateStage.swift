import Engine
import Grading
import Manifests
import Model
import Records
import Rollouts
import Storage
import Training

/// `evaluate`: held-out accuracy of each of some policies, by capability; greedy and sampled.
struct EvaluateStage: BoundStage {
    let specification: StageSpecification
    let settings: EvaluateSettings
    let grader: Grader
    let questions: QuestionCache

    var behaviourVersion: Int { 1 }
    var surroundings: JSONValue {
        [
            "grading": grader.keyMaterial,
            // Rows and files are named after the policies' stages.
            "policies": .array(settings.policies.map { .string($0) }),
        ]
    }

    /// A unit for each policy; its key names that policy and the questions alone, so that a changed
    /// phase evaluates again only what came after it.
    func plan(_ context: StageContext) async throws(Fault) -> [UnitPlan] {
        let held = try context.inputs.one("questions").receipt.key.hex
        var plans: [UnitPlan] = []
        for policy in settings.policies {
            guard let artifact = context.inputs[policy] else {
                throw Fault(.internalError, "the policy `\(policy)` is no input")
            }
            plans.append(
                UnitPlan(
                    name: policy, payload: ["policy": .string(policy)],
                    identity: [
                        "parameters": specification.parameters,
                        "grading": grader.keyMaterial,
                        "questions": .string(held),
                        "policy": .string(artifact.receipt.key.hex),
                        "seed": .integer(context.seed.value),
                    ]))
        }
        return plans
    }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        let ingest = try context.inputs.one("questions")
        let all = try await questions.questions(of: ingest, split: settings.split)
        let policy = try unit.payload.column("policy", \.stringValue)
        guard let artifact = context.inputs[policy] else {
            throw Fault(.internalError, "the policy `\(policy)` is no input")
        }
        let model = try TrainingRun.checkpoint(of: artifact).policy()
        let answering = PolicyQuestions(all, model: model, stage: .evaluate)
        let loader = PictureLoader(
            shardFolder: ingest.path("shards"), shape: model.configuration)
        let (pictures, places) = try await loader.load(answering.usable, jobs: context.jobs)
        let items = zip(answering.usable, places).map {
            EmbeddedSampler.Item(question: $0, picture: $1)
        }
        let sampler = EmbeddedSampler(model: model, grader: grader, temperature: 1)
        var modes: [(name: String, draws: EmbeddedSampler.Draws, count: Int)] = []
        if settings.greedy { modes.append(("greedy", .greedy, 1)) }
        if settings.draws > 0 {
            let seed = context.seed.deriving("evaluate")
            modes.append(("sampled", .sampled(settings.draws, seed), settings.draws))
        }
        let counter = ProgressCounter(
            context, total: items.count * modes.count, what: "questions")
        var rows: [AccuracyRow] = []
        for (mode, draws, count) in modes {
            let rollouts = try await sampler.rollouts(
                of: items, pictures: pictures, draws: draws, jobs: context.jobs
            ) { counter.add($0) }
            try TableWriter<Rollout>.write(
                rollouts, to: context.folder + "/rollouts-\(mode).jsonl")
            rows += AccuracyRow.rows(
                policy: policy, mode: mode, questions: all, rollouts: rollouts, drawsEach: count)
        }
        try TableWriter<AccuracyRow>.write(rows, to: context.folder + "/accuracy.jsonl")
        try answering.rejects.write(to: context.folder)
        let unread = answering.rejects.rows.count
        return UnitOutcome(
            accounting: answering.accounting,
            notices: unread == 0
                ? []
                : [
                    "the policy after `\(policy)` cannot read \(unread) of \(all.count) questions; "
                        + "they count as not right"
                ])
    }

    func merge(
        _ units: [UnitArtifact], _ context: MergeContext
    ) async throws(Fault) -> MergeOutcome {
        var rows: [AccuracyRow] = []
        for policy in settings.policies {
            for unit in units where unit.plan.name == policy {
                rows += try TableReader.read(
                    AccuracyRow.self, from: unit.artifact.path("accuracy.jsonl"))
                for file in unit.artifact.receipt.files where file.path != "accuracy.jsonl" {
                    try Links.link(
                        unit.artifact.path(file.path),
                        at: context.folder + "/\(policy)/" + file.path)
                }
            }
        }
        try TableWriter<AccuracyRow>.write(rows, to: context.folder + "/accuracy.jsonl")
        let all = try await questions.questions(of: try context.inputs.one("questions"))
        let baselines = AnswerBaselines(all, heldOut: settings.split)
        return MergeOutcome(
            details: [
                "accuracy": .array(rows.map(\.json)), "baselines": baselines.json,
                "summary": .array(
                    (AccuracyTable.lines(rows, policies: settings.policies) + baselines.lines)
                        .map { .string($0) }),
            ])
    }
}
