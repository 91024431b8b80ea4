import Manifests
import Model
import Records
import Storage
import Training

/// A fresh policy and the examples that it is warmed up with.
struct WarmUpMaterial {
    var model: PolicyModel
    var pictures: [PicturePatches]
    var examples: [SupervisedExample]
    var textOnly: [SupervisedExample]
    /// Why text-only targets are no examples; their questions may be examples with their pictures all
    /// the same.
    var textOnlyFailures: [SupervisedExample.Unusable] = []
    /// Questions that are no example.
    var rejects: RejectTable

    /// Pictures that the pixel statistics are taken from, at most.
    private static let measuredPictures = 1024

    /// Builds the policy for `questions`, and the examples.
    ///
    /// - Parameters:
    ///   - parent: the policy to go on from; without it, a fresh one is made.
    ///   - longestQuestion: words of the longest question of any split: the policy can read it.
    ///   - givenEnd: the word up to which a text-only target is given.
    static func make(
        _ questions: [Question], parent: PolicyModel?, longestQuestion: Int,
        policy: PolicySettings, givenEnd: String?, shardFolder: String, seed: Seed, jobs: Int
    ) async throws(Fault) -> WarmUpMaterial {
        let usable = questions.filter { $0.pictures.count == 1 && $0.target != nil }
        let shape: PolicyConfiguration
        if let parent {
            shape = parent.configuration
        } else {
            shape = try configuration(policy, longestQuestion)
        }
        let loader = PictureLoader(shardFolder: shardFolder, shape: shape)
        let (pictures, places) = try await loader.load(usable, jobs: jobs)
        let model: PolicyModel
        if let parent { model = parent } else { model = try fresh(shape, pictures, usable, seed) }
        var material = WarmUpMaterial(
            model: model, pictures: pictures, examples: [], textOnly: [],
            rejects: RejectTable(of: .train))
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
    var notices: [String] {
        guard let first = textOnlyFailures.first else { return [] }
        return [
            "the text-only targets of \(textOnlyFailures.count) questions are not learnt from; the "
                + "first: \(first.detail)"
        ]
    }

    /// The shape of a fresh policy.
    private static func configuration(
        _ policy: PolicySettings, _ longestQuestion: Int
    ) throws(Fault) -> PolicyConfiguration {
        let shape = PolicyConfiguration(
            imageSize: policy.imageSize, patchSize: policy.patchSize,
            patchWidth: policy.patchWidth, width: policy.width, layers: policy.layers,
            heads: policy.heads, feedForward: policy.feedForward,
            questionTokens: policy.questionTokens ?? longestQuestion + 1,
            responseTokens: policy.responseTokens, patchWords: policy.patchWords)
        if let problem = shape.problem { throw Fault(.badInput, "policy: \(problem)") }
        return shape
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
