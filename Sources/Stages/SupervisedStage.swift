import Engine
import Grading
import Manifests
import Model
import Records
import Training

/// `train`, method `sft`: the warm-up. Builds the policy: its vocabulary from the texts it learns
/// from, its prompt from the longest question, its pixel statistics from its pictures.
struct SupervisedStage: BoundStage {
    let specification: StageSpecification
    let settings: SupervisedSettings
    let policy: PolicySettings
    let format: ResponseFormat
    let questions: QuestionCache

    var behaviourVersion: Int { 1 }
    var keepsCheckpoints: Bool { true }
    var surroundings: JSONValue {
        ["policy": policy.parameters, "format_version": .integer(format.version)]
    }

    func plan(_ context: StageContext) async throws(Fault) -> [UnitPlan] {
        [UnitPlan(name: "train", payload: [:])]
    }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        let ingest = try context.inputs.one("questions")
        let all = try await questions.questions(of: ingest)
        let split = try await questions.questions(of: ingest, split: settings.split)
        let seed = context.seed.deriving("warm-up")
        let material = try await WarmUpMaterial.make(
            split, longestQuestion: all.map { Vocabulary.words(of: $0.text).count }.max() ?? 0,
            policy: policy, givenEnd: format.descriptionEnd, shardFolder: ingest.path("shards"),
            seed: seed, jobs: context.jobs)
        if material.examples.isEmpty {
            throw Fault(
                .badInput,
                "no question of the split `\(settings.split)` can be learnt from "
                    + "(\(material.rejects.description))",
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
            checkpointEvery: settings.checkpointEvery, seed: seed, parent: nil, context)
        try material.rejects.write(to: context.folder)
        return UnitOutcome(
            accounting: material.rejects.accounting(outputs: material.examples.count),
            details: [
                "training": facts,
                "summary": [
                    .string(
                        "\(material.model.layout.count) parameters, "
                            + "\(material.model.vocabulary.count) words, "
                            + "\(material.examples.count) examples")
                ],
            ])
    }

    /// What to do about the most frequent reason.
    private static func remedy(_ rejects: RejectTable) -> String {
        switch rejects.counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key {
        case "target_too_long": "raise policy.response_tokens"
        case "question_too_long": "raise policy.question_tokens, or leave it out"
        case "picture_count": "give each question one picture"
        default: "map `columns.target` in the data set, or name another split"
        }
    }

    func merge(
        _ units: [UnitArtifact], _ context: MergeContext
    ) async throws(Fault) -> MergeOutcome { try TrainingRun.merge(units, context) }
}
