import Engine
import Manifests
import Records
import Storage
import Training

/// `train`, method `alignment`: a small contrastive scorer of pictures and descriptions, frozen
/// afterwards and used as a reward.
struct AlignmentStage: SingleUnitStage {
    let specification: StageSpecification
    let settings: AlignmentSettings
    let policy: PolicySettings
    let questions: QuestionCache

    var unitName: String { "train" }
    var behaviourVersion: Int { 1 }
    var keepsCheckpoints: Bool { true }
    /// Below this median cosine of matching pairs, a scorer's word is noise.
    private static let leastThreshold = 0.2
    /// How pictures are cut, which is all that it shares with the policy.
    var surroundings: JSONValue {
        [
            "image_size": .integer(policy.imageSize), "patch_size": .integer(policy.patchSize),
        ]
    }

    func run(_ unit: UnitPlan, _ context: UnitContext) async throws(Fault) -> UnitOutcome {
        let ingest = try context.inputs.one("questions")
        let (usable, rejects) = sorted(
            try await questions.questions(of: ingest, split: settings.split))
        if usable.isEmpty {
            throw Fault(
                .badInput,
                "no question of the split `\(settings.split)` has keywords to align "
                    + "its picture with",
                remedy: "set `enabled: false` on this stage and `reward.alignment: 0` on the "
                    + "phases, or map `columns.keywords`",
                location: specification.location)
        }
        let seed = context.seed.deriving("alignment")
        let material = try await AlignmentMaterial.make(
            usable, imageSize: policy.imageSize, patchSize: policy.patchSize,
            shardFolder: ingest.path("shards"), seed: seed, jobs: context.jobs)
        let method = AlignmentMethod(
            material.model, pictures: material.pictures, pairs: material.pairs,
            batch: settings.pairs, seed: seed)
        let facts = try await TrainingRun.run(
            method, optimizer: settings.optimizer, steps: settings.steps,
            plan: CheckpointPlan(settings.checkpoints), seed: seed, parent: nil, context)
        let threshold = try threshold(material)
        try rejects.write(to: context.folder)
        return UnitOutcome(
            accounting: rejects.accounting(outputs: usable.count),
            details: [
                "training": facts, "threshold": .real(threshold),
                "summary": [
                    .string(
                        "median cosine of matching pairs \(Format.fixed(threshold, 3)), used as "
                            + "the reward's threshold")
                ],
            ])
    }

    /// The questions that a pair can be made of, and why others cannot.
    private func sorted(_ questions: [Question]) -> (usable: [Question], rejects: RejectTable) {
        var usable: [Question] = []
        var rejects = RejectTable(of: .train)
        for question in questions {
            if question.pictures.count != 1 {
                rejects.add(
                    question, reason: "picture_count",
                    detail: "\(question.pictures.count) pictures; the scorer looks at one")
            } else if question.keywords.isEmpty {
                rejects.add(
                    question, reason: "keywords_missing", detail: "nothing to align with")
            } else {
                usable.append(question)
            }
        }
        return (usable, rejects)
    }

    /// The median cosine of matching pairs, from which on the reward counts.
    ///
    /// - Throws: a `Fault` if the scorer has learnt too little for that.
    private func threshold(_ material: AlignmentMaterial) throws(Fault) -> Double {
        let threshold = FrozenAlignment.medianCosine(
            material.model, pictures: material.pictures, pairs: Array(material.pairs.prefix(1000)))
        guard threshold >= AlignmentStage.leastThreshold else {
            throw Fault(
                .badInput,
                "the scorer learnt too little: matching pairs have a median cosine of "
                    + "\(Format.fixed(threshold, 3)); at least \(AlignmentStage.leastThreshold) "
                    + "is needed for a reward",
                remedy: "train it for more steps", location: specification.location(of: "steps"))
        }
        return threshold
    }
}
