public import Model
public import Records
public import Storage

/// A fresh policy and the examples that it is warmed up with.
public struct WarmUpMaterial: Sendable {
    /// What is warmed up.
    public enum Start: Sendable {
        /// A policy of this shape that knows nothing; its pixel statistics are measured.
        case fresh(PolicyConfiguration)
        /// A policy to go on from.
        case policy(PolicyModel)
    }

    /// The policy.
    public var model: PolicyModel
    /// The pictures of the examples.
    public var pictures: [PicturePatches]
    /// Responses to questions with their pictures.
    public var examples: [SupervisedExample]
    /// Responses to questions without.
    public var textOnly: [SupervisedExample]
    /// Why text-only targets are no examples; their questions may be examples with their pictures all
    /// the same.
    var textOnlyFailures: [SupervisedExample.Unusable] = []
    /// Questions that are no example.
    public var rejects: RejectTable

    /// Pictures that the pixel statistics are taken from, at most.
    private static let measuredPictures = 1024

    /// Builds the policy, and the examples.
    ///
    /// - Parameters:
    ///   - questions: those to learn from; without one picture and a target they are no example.
    ///   - start: the shape of a fresh policy, or the policy to go on from.
    ///   - givenEnd: the word up to which a text-only target is given.
    ///   - shardFolder: where the pictures are.
    ///   - seed: what the first weights of a fresh policy follow from.
    ///   - jobs: the most tasks at once.
    /// - Throws: a `Fault` where a picture cannot be read.
    public static func make(
        _ questions: [Question], from start: Start, givenEnd: String?, shardFolder: String,
        seed: Seed, jobs: Int
    ) async throws(Fault) -> WarmUpMaterial {
        let usable = questions.filter { $0.pictures.count == 1 && $0.target != nil }
        let shape =
            switch start {
            case .fresh(let configuration): configuration
            case .policy(let policy): policy.configuration
            }
        let loader = PictureLoader(shardFolder: shardFolder, shape: shape)
        let (pictures, places) = try await loader.load(usable, jobs: jobs)
        let model: PolicyModel
        switch start {
        case .fresh: model = try fresh(shape, pictures, usable, seed)
        case .policy(let policy): model = policy
        }
        var material = WarmUpMaterial(
            model: model, pictures: pictures, examples: [], textOnly: [],
            rejects: RejectTable.training)
        for question in questions {
            if question.pictures.count != 1 {
                material.rejects.add(
                    question, reason: "picture_count",
                    detail: "\(question.pictures.count) pictures; the embedded policy looks at one")
            } else if question.target == nil {
                material.rejects.add(
                    question, reason: "target_missing", detail: "no response to imitate")
            }
        }
        for (question, place) in zip(usable, places) {
            switch SupervisedExample.make(question, picture: place, model: model) {
            case .success(let example): material.examples.append(example)
            case .failure(let unusable):
                material.rejects.add(question, reason: unusable.reason, detail: unusable.detail)
            }
            guard question.textOnlyTarget != nil else { continue }
            switch SupervisedExample.make(
                question, picture: nil, givenEnd: givenEnd, model: model)
            {
            case .success(let example): material.textOnly.append(example)
            case .failure(let unusable): material.textOnlyFailures.append(unusable)
            }
        }
        return material
    }

    /// What the user should know of text-only targets.
    public var notices: [String] {
        guard let first = textOnlyFailures.first else { return [] }
        return [
            "the text-only targets of \(textOnlyFailures.count) questions are not learnt from; the "
                + "first: \(first.detail)"
        ]
    }

    /// A policy that knows the questions' words and the pictures' statistics, and nothing else.
    private static func fresh(
        _ shape: PolicyConfiguration, _ pictures: [PicturePatches], _ questions: [Question],
        _ seed: Seed
    ) throws(Fault) -> PolicyModel {
        var shape = shape
        let statistics = PixelStatistics(pictures.prefix(measuredPictures))
        shape.pixelMean = statistics.mean
        shape.pixelDeviation = statistics.deviation
        return try PolicyModel(
            configuration: shape, vocabulary: vocabulary(of: questions),
            seed: seed.deriving("weights"))
    }

    private static func vocabulary(of questions: [Question]) -> Vocabulary {
        var seen = Set<[String]>()
        for question in questions {
            seen.insert(Vocabulary.words(of: question.text))
            for target in [question.target, question.textOnlyTarget].compactMap({ $0 }) {
                seen.insert(target.split(whereSeparator: \.isWhitespace).map(String.init))
            }
        }
        return Vocabulary(texts: seen)
    }
}
