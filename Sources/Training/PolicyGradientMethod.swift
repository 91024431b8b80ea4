public import Model
public import Records
public import Rewards

/// Group-relative policy optimisation (GRPO, arXiv 2402.03300) with the settings of PeBR-R1.
///
/// A step samples a group of responses to each of a few questions, scores them, normalises the
/// rewards within each group, and takes one gradient of the clipped loss; the old policy is the
/// policy itself, so its log-probabilities are the trainer's own.
public final class PolicyGradientMethod: TrainingMethod {
    private let model: PolicyModel
    private let reference: PolicyModel
    private let questions: [PolicyGradientQuestion]
    private let pictures: [PicturePatches]
    private let settings: PolicyGradientSettings
    private let scorer: RewardScorer
    private let alignment: (any AlignmentScoring)?
    private let batchScorers: [any BatchScoring]
    private let seed: Seed
    private let pool: ShardPool
    private var order: EpochOrder

    /// Questions whose groups a shard computes at once; the sums' order follows from it.
    private static let shardQuestions = 4

    /// A phase over `questions`, which are taken in their order first, then in seeded orders.
    ///
    /// - Parameters:
    ///   - model: the policy, whose weights change.
    ///   - reference: the policy that the KL term holds on to.
    ///   - alignment: scores descriptions, where the recipe uses alignment and no batch scorer does.
    ///   - batchScorers: score a step's responses in one call each, in this order.
    public init(
        _ model: PolicyModel, reference: PolicyModel, questions: [PolicyGradientQuestion],
        pictures: [PicturePatches], settings: PolicyGradientSettings, scorer: RewardScorer,
        alignment: (any AlignmentScoring)?, batchScorers: [any BatchScoring] = [], seed: Seed,
        jobs: Int
    ) {
        precondition(!questions.isEmpty)
        let scored = batchScorers.map(\.component)
        precondition(
            !scorer.recipe.uses(.alignment) || alignment != nil || scored.contains(.alignment))
        precondition(!scorer.recipe.uses(.external) || scored.contains(.external))
        precondition(!scorer.recipe.uses(.description) || settings.secondPass != nil)
        self.model = model
        self.reference = reference
        self.questions = questions
        self.pictures = pictures
        self.settings = settings
        self.scorer = scorer
        self.alignment = alignment
        self.batchScorers = batchScorers
        self.seed = seed
        pool = ShardPool(model, jobs: jobs)
        order = EpochOrder(
            count: questions.count, seed: seed.deriving("order"), keepsFirstEpoch: true)
    }

    /// The policy's weights.
    public var weights: Buffer<Float> { model.weights }
    /// The policy's tensors.
    public var layout: [ParameterLayout.Entry] { model.layout.entries }
    /// The policy's shape and vocabulary.
    public var description: JSONValue { model.json }

    /// Questions used before a step.
    public func dataPosition(step: Int) -> Int { step * settings.prompts }

    /// Samples, scores and differentiates the step's batch.
    public func gradient(
        step: Int, update: Int, addingTo gradient: Buffer<Float>
    ) async throws(Fault) -> StepMetrics {
        let batch = try await sample(step: step)
        return try await differentiate(batch, step: step, addingTo: gradient)
    }

    /// Samples and scores the step's batch.
    ///
    /// - Throws: what a batch scorer throws.
    public func sample(step: Int) async throws(Fault) -> PolicyGradientBatch {
        let chosen = (0..<settings.prompts).map {
            questions[order.item(at: dataPosition(step: step) + $0)]
        }
        let size = PolicyGradientMethod.shardQuestions
        let shards = (chosen.count + size - 1) / size
        let sampler = GroupSampler(
            model: model, pictures: pictures, settings: settings, scorer: scorer,
            alignment: alignment, seed: seed.deriving("sample").deriving(step))
        let groups = await pool.run(shards: shards) { shard, worker in
            let end = min(chosen.count, (shard + 1) * size)
            return sampler.sample(
                Array(chosen[(shard * size)..<end]), first: shard * size, worker)
        }
        var batch = PolicyGradientBatch(shards: groups)
        for scoring in batchScorers { try await batch.add(scoring, scorer, step: step) }
        return batch
    }

    /// Adds the gradient of a batch that `sample` drew with the weights as they are.
    ///
    /// - Throws: a `Fault` if the loss is not finite.
    public func differentiate(
        _ batch: PolicyGradientBatch, step: Int, addingTo gradient: Buffer<Float>
    ) async throws(Fault) -> StepMetrics {
        let tokenCount = batch.tokenCount
        let pass = PolicyGradientPass(
            model: model, reference: reference, pictures: pictures, settings: settings,
            tokenCount: tokenCount)
        let sums = await pool.accumulate(shards: batch.shards.count, into: gradient) {
            shard, worker, gradient in
            pass.accumulate(batch.shards[shard], worker, gradient)
        }
        let total = sums.reduce(PolicyGradientPass.Sums(), +)
        guard total.loss.isFinite else {
            throw Fault(
                .badInput, "the loss of training step \(step) is not finite",
                remedy: "lower optimizer.learning_rate; the last checkpoint is kept")
        }
        return metrics(Array(batch.shards.joined()), total, tokenCount: tokenCount)
    }

    private func metrics(
        _ groups: [PolicyGradientBatch.Group], _ sums: PolicyGradientPass.Sums, tokenCount: Int
    ) -> StepMetrics {
        let count = Double(groups.reduce(0) { $0 + $1.responses.count })
        let flat = groups.count { $0.advantages.allSatisfy { $0 == 0 } }
        var values = [("loss", sums.loss / Double(tokenCount))]
        values += RewardMetrics.values(of: groups, recipe: scorer.recipe)
        values += [
            ("zero_advantage_groups", Double(flat) / Double(groups.count)),
            ("kl", sums.divergence / Double(tokenCount)),
            ("clip_fraction", Double(sums.clipped) / Double(tokenCount)),
            ("response_tokens", Double(tokenCount) / count),
        ]
        return StepMetrics(values)
    }
}
