import Grading
import Ingest
import Model
import Records
import Rewards
import Training

/// The shapes task in memory, with a policy of the quickstart's size.
struct ShapesTask {
    /// The policy, freshly made or warmed up.
    let model: PolicyModel
    /// The pictures, cut for the policy.
    let pictures: [PicturePatches]
    /// Questions with the place of their pictures: the warm-up's, then the pool's.
    private let supervised: [Question]
    private let pool: [Question]

    private static let positions = ["nw", "n", "ne", "w", "c", "e", "sw", "s", "se"]

    init(supervisedCount: Int = 2048, poolCount: Int = 512) throws {
        let generator = ShapesGenerator(seed: 0)
        var shape = PolicyConfiguration(
            imageSize: 48, patchSize: 16, patchWidth: 64, width: 64, layers: 3, heads: 4,
            feedForward: 256, questionTokens: 8, responseTokens: 24,
            patchWords: ShapesTask.positions)
        var pictures: [PicturePatches] = []
        func make(_ count: Int, _ split: String, _ role: ShapeRole) -> [Question] {
            (0..<count).map { index in
                let item = generator.item(index, split: split, role: role)
                let picture = generator.picture(of: item, index: index, split: split)
                pictures.append(PicturePatches(picture, shape))
                return Question(
                    id: item.id, source: "shapes", split: split,
                    capability: item.family.capability, text: item.question.text,
                    answer: item.label, keywords: item.keywords, target: item.target,
                    textOnlyTarget: item.textOnlyTarget)
            }
        }
        supervised = make(supervisedCount, "warmup", .supervised)
        pool = make(poolCount, "train", .pool)
        let statistics = PixelStatistics(pictures)
        shape.pixelMean = statistics.mean
        shape.pixelDeviation = statistics.deviation
        self.pictures = pictures
        let texts = supervised.flatMap { question -> [[String]] in
            let targets = [question.target, question.textOnlyTarget].compactMap { $0 }
            let words = targets.map { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
            return [Vocabulary.words(of: question.text)] + words
        }
        model = try PolicyModel(
            configuration: shape, vocabulary: Vocabulary(texts: texts), seed: Seed(0))
    }

    /// The warm-up as the quickstart runs it.
    func warmUp(batch: Int = 64, jobs: Int) throws -> SupervisedMethod {
        let examples = try supervised.enumerated().map { place, question in
            try SupervisedExample.make(question, picture: place, model: model).get()
        }
        let textOnly = try supervised.map { question in
            try SupervisedExample.make(
                question, picture: nil, givenEnd: ResponseFormat.describeThinkAnswer.descriptionEnd,
                model: model
            ).get()
        }
        return SupervisedMethod(
            model, pictures: pictures, examples: examples, textOnly: textOnly, batch: batch,
            textOnlyRows: batch * 25 / 64, textOnlyWeight: 0.6, seed: Seed(1), jobs: jobs)
    }

    /// Warms the policy up, so that responses end as they do in a run.
    func train(steps: Int) async throws {
        let method = try warmUp(jobs: 2)
        let optimizer = AdamW(ShapesTask.optimizer, count: model.layout.count)
        let gradient = Buffer<Float>(count: model.layout.count)
        for step in 0..<steps {
            gradient.zero()
            _ = try await method.gradient(step: step, update: 0, addingTo: gradient)
            _ = try optimizer.update(
                model.weights, gradient: gradient, after: step,
                rate: ShapesTask.optimizer.rate(step: step, of: steps))
        }
    }

    /// GRPO as the quickstart's last phase runs it.
    func reinforcement(
        prompts: Int, group: Int = 8, jobs: Int
    ) throws -> PolicyGradientMethod {
        let questions = pool.enumerated().compactMap { place, question in
            model.promptTokens(question.text, withPicture: true).map {
                PolicyGradientQuestion(
                    question: question, prompt: $0, picture: supervised.count + place)
            }
        }
        return PolicyGradientMethod(
            model, reference: model.copy(), questions: questions, pictures: pictures,
            settings: PolicyGradientSettings(
                prompts: prompts, group: group,
                objective: PolicyObjective(
                    surrogate: .clip(low: 0.2, high: 0.2, dual: nil), aggregation: .tokenMean,
                    kl: KLTerm(weight: 0.01, estimator: .lowVariance))),
            scorer: RewardScorer(
                RewardRecipe(weights: [.accuracy: 0.9, .format: 0.1], lengthLimit: 20),
                grader: Grader(format: .describeThinkAnswer)),
            alignment: nil, seed: Seed(2), jobs: jobs)
    }

    /// Some prompts of the pool with so many draws each, and their pictures.
    func prompts(_ count: Int, draws: Int, seed: Seed) -> (
        prompts: [PolicyWorker.Prompt], pictures: [PicturePatches]
    ) {
        let start = Int(seed.value % UInt64(max(1, pool.count - count)))
        let chosen = pool.indices.dropFirst(start).prefix(count)
        let prompts = chosen.enumerated().compactMap { place, index in
            model.promptTokens(pool[index].text, withPicture: true).map { tokens in
                PolicyWorker.Prompt(
                    tokens: tokens, picture: place,
                    draws: (0..<draws).map { seed.deriving(index).deriving($0) })
            }
        }
        return (prompts, chosen.map { pictures[supervised.count + $0] })
    }

    /// The optimizer of the benchmarks' steps.
    static let optimizer = OptimizerSettings(
        learningRate: 3e-3, beta1: 0.9, beta2: 0.95, weightDecay: 0.01, warmUpSteps: 20,
        decayFrom: 0.6, decayTo: 0, clipNorm: 1)
}
