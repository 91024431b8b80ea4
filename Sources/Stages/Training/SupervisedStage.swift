import Engine
import Grading
import Manifests
import Model
import Records
import Storage
import Training

/// `train`, method `sft`: the warm-up. Builds the policy: its vocabulary from the texts it learns
/// from, its prompt from the longest question, its pixel statistics from its pictures; or goes on from
/// the policy of another stage.
struct SupervisedStage: SingleUnitStage {
    let specification: StageSpecification
    let settings: SupervisedSettings
    let policy: PolicySettings
    let format: ResponseFormat
    let questions: QuestionCache

    var unitName: String { "train" }
    var behaviourVersion: Int { 3 }
    var keepsCheckpoints: Bool { true }
    var surroundings: JSONValue {
        ["policy": policy.parameters, "format_version": .integer(format.version)]
    }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        let ingest = try context.inputs.one("questions")
        let all = try await questions.questions(of: ingest)
        var lessons: [Question] = []
        if let split = settings.split {
            lessons = try await questions.questions(of: ingest, split: split)
        }
        let taught = try teacherTargets(context.inputs)
        lessons += taught?.lessons ?? []
        let parent = try context.inputs.optional("policy").map { artifact throws(Fault) in
            try TrainingRun.checkpoint(of: artifact)
        }
        // Who goes on from another warm-up does not repeat its order.
        let first = context.seed.deriving("warm-up")
        let seed = parent.map { first.deriving($0.modelDigest) } ?? first
        var material = try await WarmUpMaterial.make(
            lessons, from: try start(parent, all), givenEnd: format.descriptionEnd,
            shardFolder: ingest.path("shards"), seed: seed, jobs: context.jobs)
        if let taught { material.rejects.add(taught.rejects) }
        if material.examples.isEmpty {
            let source = settings.split.map { "the split `\($0)`" } ?? "`targets`"
            throw Fault(
                .badInput,
                "no question of \(source) can be learnt from (\(material.rejects.description))",
                remedy: SupervisedStage.remedy(material.rejects),
                location: specification.location)
        }
        if settings.textOnlyRows > 0 && material.textOnly.isEmpty {
            throw Fault(
                .badInput,
                "text_only_rows is \(settings.textOnlyRows) and no question has a "
                    + "text-only target",
                remedy: "set text_only_rows: 0, or map `columns.text_only_target`",
                location: specification.location(of: "text_only_rows"))
        }
        let method = SupervisedMethod(
            material.model, pictures: material.pictures, examples: material.examples,
            textOnly: material.textOnly, batch: settings.batch,
            textOnlyRows: settings.textOnlyRows, textOnlyWeight: settings.textOnlyWeight,
            seed: seed, jobs: context.jobs)
        let facts = try await TrainingRun.run(
            method, optimizer: settings.optimizer, steps: settings.steps,
            plan: CheckpointPlan(settings.checkpoints),
            seed: seed, parent: parent?.modelDigest, context)
        try material.rejects.write(to: context.folder)
        return UnitOutcome(
            accounting: material.rejects.accounting(outputs: material.examples.count),
            details: [
                "training": facts,
                "summary": .array(
                    [
                        "\(material.model.layout.count) parameters, "
                            + "\(material.model.vocabulary.count) words, "
                            + "\(material.examples.count) examples"
                    ].map { .string($0) } + (taught.map { [.string($0.line)] } ?? [])),
            ], notices: material.notices)
    }

    /// What is warmed up: the parent, or a fresh policy that can read all questions.
    private func start(
        _ parent: Checkpoint?, _ questions: [Question]
    ) throws(Fault) -> WarmUpMaterial.Start {
        if let parent { return .policy(try parent.policy()) }
        return .fresh(try configuration(questions))
    }

    /// The shape of a fresh policy, which can read the longest of some questions.
    private func configuration(_ questions: [Question]) throws(Fault) -> PolicyConfiguration {
        let longest = questions.map { Vocabulary.words(of: $0.text).count }.max() ?? 0
        let shape = PolicyConfiguration(
            imageSize: policy.imageSize, patchSize: policy.patchSize,
            patchWidth: policy.patchWidth, width: policy.width, layers: policy.layers,
            heads: policy.heads, feedForward: policy.feedForward,
            questionTokens: policy.questionTokens ?? longest + 1,
            responseTokens: policy.responseTokens, patchWords: policy.patchWords)
        if let problem = shape.problem { throw Fault(.badInput, "policy: \(problem)") }
        return shape
    }

    /// What the stage of `targets` has to teach; nothing without one.
    private func teacherTargets(_ inputs: StageInputs) throws(Fault) -> TeacherTargets? {
        guard let artifact = inputs.optional("targets") else { return nil }
        do throws(Fault) {
            return try TeacherTargets(
                artifact.folder, limit: settings.targetsPerQuestion,
                sufficient: settings.sufficientDescriptions)
        } catch {
            var fault = error
            fault.location = fault.location ?? specification.location(of: "targets")
            throw fault
        }
    }

    /// What to do about the most frequent reason.
    private static func remedy(_ rejects: RejectTable) -> String {
        switch rejects.counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key {
        case "target_too_long": "raise policy.response_tokens"
        case "question_too_long": "raise policy.question_tokens, or leave it out"
        case "picture_count": "give each question one picture"
        case "no_right_answer": "ask a stronger teacher, or draw more answers of it"
        case "description_insufficient": "write `sufficient_descriptions: false`"
        case "word_unknown": "let the first warm-up learn the teacher's words too"
        default: "map `columns.target` in the data set, or name another split"
        }
    }
}
