import Engine
import Grading
import Manifests
import Model
import Records
import Rollouts
import Storage
import Training

/// `rollout`: a policy answers each question several times; the answers are graded.
struct RolloutStage: BoundStage {
    let specification: StageSpecification
    let settings: RolloutSettings
    let grader: Grader
    let questions: QuestionCache

    var behaviourVersion: Int { 1 }
    var surroundings: JSONValue { grader.keyMaterial }

    func plan(_ context: StageContext) async throws(Fault) -> [UnitPlan] {
        let count = try await splitQuestions(context.inputs).count
        return UnitRanges.plans(count: count, size: settings.unitQuestions)
    }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        let range = try UnitRanges.range(unit)
        let part = Array(try await splitQuestions(context.inputs)[range])
        let model = try TrainingRun.checkpoint(of: try context.inputs.one("policy")).policy()
        let asked = max(0, min(part.count, (settings.limit ?? .max) - range.lowerBound))
        let answering = PolicyQuestions(part, asked: asked, model: model, stage: .rollout)
        let loader = PictureLoader(
            shardFolder: try context.inputs.one("questions").path("shards"),
            shape: model.configuration)
        let (pictures, places) = try await loader.load(answering.usable, jobs: context.jobs)
        let sampler = EmbeddedSampler(
            model: model, grader: grader, temperature: settings.temperature)
        let counter = ProgressCounter(context, total: answering.usable.count, what: "questions")
        let rollouts = try await sampler.rollouts(
            of: zip(answering.usable, places).map { .init(question: $0, picture: $1) },
            pictures: pictures,
            draws: .sampled(settings.draws, context.seed.deriving("rollout")),
            jobs: context.jobs
        ) { counter.add($0) }
        try TableWriter<Rollout>.write(rollouts, to: context.folder + "/rollouts.jsonl")
        try TableWriter<Question>.write(answering.usable, to: context.folder + "/questions.jsonl")
        try answering.rejects.write(to: context.folder)
        let right = rollouts.count { $0.verdict == .right }
        return UnitOutcome(
            accounting: answering.accounting,
            details: [
                "rollouts": .integer(rollouts.count),
                "tokens": .integer(rollouts.reduce(0) { $0 + $1.tokenCount }),
                "right": .integer(right),
            ])
    }

    func merge(
        _ units: [UnitArtifact], _ context: MergeContext
    ) async throws(Fault) -> MergeOutcome {
        let ordered = try UnitRanges.ordered(units)
        for table in ["rollouts.jsonl", "questions.jsonl", "rejects.jsonl"] {
            try FileSystem.concatenate(
                ordered.map { $0.artifact.path(table) }, to: context.folder + "/" + table)
        }
        func total(_ name: String) -> Int {
            ordered.reduce(0) { $0 + ($1.artifact.receipt.details[name]?.integerValue ?? 0) }
        }
        let rollouts = total("rollouts")
        let share = Double(total("right")) / Double(max(1, rollouts))
        return MergeOutcome(
            details: [
                "rollouts": .integer(rollouts), "tokens": .integer(total("tokens")),
                "right": .integer(total("right")), "draws": .integer(settings.draws),
                "summary": [
                    .string(
                        "\(rollouts) rollouts of \(total("tokens")) tokens, "
                            + "\(Figures.percent(share)) right")
                ],
            ])
    }

    /// The questions of the split, in table order.
    private func splitQuestions(_ inputs: StageInputs) async throws(Fault) -> [Question] {
        try await questions.questions(of: try inputs.one("questions"), split: settings.split)
    }
}
