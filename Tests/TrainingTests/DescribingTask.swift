import Grading
import Images
import Model
import Records
import Rewards
import Testing

@testable import Training

/// Questions about two words of a description, and a policy that knows nothing yet: its responses are
/// mostly noise, but some happen to close a description.
struct DescribingTask {
    let model: PolicyModel
    let pictures: [PicturePatches]
    let questions: [PolicyGradientQuestion]

    init() throws {
        let shape = PolicyConfiguration(
            imageSize: 8, patchSize: 4, patchWidth: 8, width: 16, layers: 1, heads: 2,
            feedForward: 16, questionTokens: 3, responseTokens: 8)
        model = try PolicyModel(
            configuration: shape,
            vocabulary: Vocabulary(texts: [["what", "colour", "<description>", "</description>"]]),
            seed: Seed(1))
        let model = model
        pictures = (0..<6).map { index in
            let pixels: [UInt8] = (0..<192).map { $0 % 3 == index % 3 ? 200 : 20 }
            return PicturePatches(PixelImage(width: 8, height: 8, pixels: pixels), shape)
        }
        questions = try (0..<6).map { index in
            PolicyGradientQuestion(
                question: Question(
                    id: "q\(index)", source: "tiny", split: "train", capability: .coarse,
                    text: "what colour", answer: "colour"),
                prompt: try #require(model.promptTokens("what colour", withPicture: true)),
                picture: index)
        }
    }

    /// A phase with a second pass.
    func method(
        _ weights: [RewardComponent: Double], batchScorers: [any BatchScoring] = [],
        isGreedy: Bool = false, jobs: Int, selfReward: SelfReward = .decoupled
    ) -> PolicyGradientMethod {
        var settings = PolicyGradientSettings(
            prompts: 6, group: 64, objective: .usual)
        settings.descriptionEnd = model.vocabulary.token("</description>")
        settings.selfReward = selfReward
        settings.secondPass = SecondPass(isGreedy: isGreedy)
        return PolicyGradientMethod(
            model, reference: model.copy(), questions: questions, pictures: pictures,
            settings: settings,
            scorer: RewardScorer(
                RewardRecipe(weights: weights, lengthLimit: 5),
                grader: Grader(format: .describeThinkAnswer, gradesWholeResponse: true)),
            alignment: nil, batchScorers: batchScorers, seed: Seed(4), jobs: jobs)
    }
}
