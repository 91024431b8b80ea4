import Engine
import Evaluation
import Grading
import Manifests
import Model
import Records
import Rewards
import Rollouts
import Storage
import Training

/// `evaluate`: held-out accuracy of each of some policies, by capability and by family, greedy and
/// sampled, and what their descriptions are worth.
struct EvaluateStage: BoundStage {
    let specification: StageSpecification
    let settings: EvaluateSettings
    let grader: Grader
    let questions: QuestionCache

    var behaviourVersion: Int { 3 }
    var surroundings: JSONValue {
        [
            "grading": grader.keyMaterial,
            // Rows and files are named after the policies' stages.
            "policies": .array(settings.policies.map { .string($0) }),
            "reader": settings.reader.map { .string($0) } ?? .null,
        ]
    }

    /// A unit for each policy; its key names that policy and the questions alone, so that a changed
    /// phase evaluates again only what came after it.
    func plan(_ context: StageContext) async throws(Fault) -> [UnitPlan] {
        let held = try context.inputs.one("questions").receipt.key.hex
        let reader = settings.reader.flatMap { context.inputs[$0] }?.receipt.key.hex
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
                        "reader": reader.map { .string($0) } ?? .null,
                        "reader_name": settings.reader.map { .string($0) } ?? .null,
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
        let (asked, others) = HeldOutSample.of(all, limit: settings.limit)
        let answering = PolicyQuestions(
            asked + others, asked: asked.count, model: model, stage: StageKind.evaluate.rawValue)
        let evaluation = PolicyEvaluation(
            name: policy, model: model, reader: try reader(context),
            settings: EvaluationSettings(settings), grader: grader, questions: asked,
            answering: answering.usable, seed: context.seed)
        let counter = ProgressCounter(context, total: evaluation.askedCount, what: "questions")
        try await evaluation.run(
            shardFolder: ingest.path("shards"), into: context.folder, jobs: context.jobs
        ) { counter.add($0) }
        try answering.rejects.write(to: context.folder)
        let unread = asked.count - answering.usable.count
        return UnitOutcome(
            accounting: answering.accounting,
            notices: unread == 0
                ? []
                : [
                    "the policy after `\(policy)` cannot read \(unread) of \(asked.count) questions; "
                        + "they count as not right"
                ])
    }

    /// The fixed policy that reads descriptions, and its stage.
    private func reader(
        _ context: UnitContext
    ) throws(Fault) -> (name: String, model: PolicyModel)? {
        guard let name = settings.reader else { return nil }
        guard let artifact = context.inputs[name] else {
            throw Fault(.internalError, "the reader `\(name)` is no input")
        }
        return (name, try TrainingRun.checkpoint(of: artifact).policy())
    }

    func merge(
        _ units: [UnitArtifact], _ context: MergeContext
    ) async throws(Fault) -> MergeOutcome {
        let accuracy = try join(AccuracyRow.self, "accuracy.jsonl", units, context)
        let families = try join(AccuracyRow.self, "families.jsonl", units, context)
        let descriptions = try join(DescriptionRow.self, "descriptions.jsonl", units, context)
        for policy in settings.policies {
            for unit in units where unit.plan.name == policy {
                for file in unit.artifact.receipt.files
                where !EvaluateStage.joined.contains(file.path) {
                    try Links.link(
                        unit.artifact.path(file.path),
                        at: context.folder + "/\(policy)/" + file.path)
                }
            }
        }
        let all = try await questions.questions(of: try context.inputs.one("questions"))
        let baselines = AnswerBaselines(all, heldOut: settings.split)
        let lines =
            AccuracyTable.lines(accuracy, policies: settings.policies) + baselines.lines
            + DescriptionTable.lines(descriptions)
        let whole = descriptions.filter { $0.family == nil }
        return MergeOutcome(
            details: [
                "accuracy": .array(accuracy.map(\.json)),
                "families": .array(families.map(\.json)),
                "descriptions": .array(whole.map(\.json)), "baselines": baselines.json,
                "summary": .array(lines.map { .string($0) }),
            ])
    }

    private static let joined = ["accuracy.jsonl", "families.jsonl", "descriptions.jsonl"]

    /// The policies' tables as one, in the order of the policies.
    private func join<Row: TableRow>(
        _ type: Row.Type, _ file: String, _ units: [UnitArtifact], _ context: MergeContext
    ) throws(Fault) -> [Row] {
        var rows: [Row] = []
        for policy in settings.policies {
            for unit in units where unit.plan.name == policy {
                rows += try TableReader.read(type, from: unit.artifact.path(file))
            }
        }
        try TableWriter<Row>.write(rows, to: context.folder + "/" + file)
        return rows
    }
}

extension EvaluationSettings {
    fileprivate init(_ settings: EvaluateSettings) {
        self.init(
            isGreedy: settings.greedy, draws: settings.draws, isBlind: settings.blind,
            hasSecondPass: settings.secondPass, family: settings.family,
            descriptions: DescriptionRule(settings.descriptionLeak.rule))
    }
}
