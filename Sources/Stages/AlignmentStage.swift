import Engine
import Manifests
import Model
import Records
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
        let split = try await questions.questions(of: ingest, split: settings.split)
        var usable: [Question] = []
        var rejects = RejectTable(stage: .train)
        for question in split {
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
        if usable.isEmpty {
            throw Fault(
                .badInput,
                "no question of the split `\(settings.split)` has keywords to align "
                    + "its picture with",
                remedy: "set `enabled: false` on this stage and `reward.alignment: 0` on the "
                    + "phases, or map `columns.keywords`",
                location: specification.location)
        }
        var shape = PolicyConfiguration(
            imageSize: policy.imageSize, patchSize: policy.patchSize, patchWidth: 8, width: 8,
            layers: 1, heads: 1, feedForward: 8, questionTokens: 1, responseTokens: 1)
        let loader = PictureLoader(shardFolder: ingest.path("shards"), shape: shape)
        let (pictures, places) = try await loader.load(usable, jobs: context.jobs)
        let statistics = PixelStatistics(pictures.prefix(1024))
        shape.pixelMean = statistics.mean
        shape.pixelDeviation = statistics.deviation

        let seed = context.seed.deriving("alignment")
        let words = usable.flatMap(\.keywords).map { AlignmentStage.words($0) }
        let model = AlignmentModel(
            configuration: AlignmentConfiguration(
                pictures: shape, phraseWords: AlignmentStage.usualLength(words)),
            vocabulary: Vocabulary(texts: Set(words)), seed: seed.deriving("weights"))
        let pairs = zip(usable, places).map { question, place in
            AlignmentMethod.Pair(
                picture: place,
                phrases: model.phrases(question.keywords.joined(separator: " ")))
        }
        let method = AlignmentMethod(
            model, pictures: pictures, pairs: pairs, batch: settings.pairs, seed: seed)
        let facts = try await TrainingRun.run(
            method, optimizer: settings.optimizer, steps: settings.steps,
            plan: CheckpointPlan(settings.checkpoints),
            seed: seed, parent: nil, context)
        let threshold = FrozenAlignment.medianCosine(
            model, pictures: pictures, pairs: Array(pairs.prefix(1000)))
        guard threshold >= AlignmentStage.leastThreshold else {
            throw Fault(
                .badInput,
                "the scorer learnt too little: matching pairs have a median cosine of "
                    + "\(Figures.fixed(threshold, 3)); at least \(AlignmentStage.leastThreshold) "
                    + "is needed for a reward",
                remedy: "train it for more steps", location: specification.location(of: "steps"))
        }
        try rejects.write(to: context.folder)
        return UnitOutcome(
            accounting: rejects.accounting(outputs: usable.count),
            details: [
                "training": facts, "threshold": .real(threshold),
                "summary": [
                    .string(
                        "median cosine of matching pairs \(Figures.fixed(threshold, 3)), used as "
                            + "the reward's threshold")
                ],
            ])
    }

    private static func words(_ keyword: String) -> [String] {
        keyword.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// The most frequent number of words; the smaller of equals.
    private static func usualLength(_ phrases: [[String]]) -> Int {
        var counts: [Int: Int] = [:]
        for phrase in phrases { counts[max(1, phrase.count), default: 0] += 1 }
        return counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.first?.key ?? 1
    }
}
