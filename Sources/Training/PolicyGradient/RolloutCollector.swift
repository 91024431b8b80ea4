import Grading
import Model
import Records
import Rewards

/// Samples and scores a training step's groups, and asks further questions for groups that have no
/// advantage, where the settings say so.
struct RolloutCollector {
    let model: PolicyModel
    let pictures: [PicturePatches]
    let settings: PolicyGradientSettings
    let scorer: RewardScorer
    let alignment: (any AlignmentScoring)?
    let batchScorers: [any BatchScoring]
    let seed: Seed
    let pool: ShardPool

    init(
        model: PolicyModel, pictures: [PicturePatches], settings: PolicyGradientSettings,
        scorer: RewardScorer, alignment: (any AlignmentScoring)?,
        batchScorers: [any BatchScoring], seed: Seed, pool: ShardPool
    ) {
        let scored = batchScorers.map(\.component)
        precondition(
            !scorer.recipe.uses(.alignment) || alignment != nil || scored.contains(.alignment))
        precondition(!scorer.recipe.uses(.external) || scored.contains(.external))
        precondition(!scorer.recipe.uses(.description) || settings.secondPass != nil)
        self.model = model
        self.pictures = pictures
        self.settings = settings
        self.scorer = scorer
        self.alignment = alignment
        self.batchScorers = batchScorers
        self.seed = seed
        self.pool = pool
    }

    /// How rewards become advantages, at a weight of the divergence.
    func advantages(_ divergenceWeight: Double) -> BatchAdvantages {
        var settings = settings
        settings.rewardDivergence?.weight = divergenceWeight
        return BatchAdvantages(settings, scorer.recipe)
    }

    /// A step's groups, without advantages.
    ///
    /// - Parameter next: gives the next questions of the phase.
    func collect(
        step: Int, next: (Int) -> [PolicyGradientQuestion]
    ) async throws(Fault) -> PolicyGradientBatch {
        let advantages = advantages(0)
        var batch = PolicyGradientBatch(groups: [])
        var drawn: [PolicyGradientBatch.Group] = []
        let limit = settings.prompts * settings.refillLimit
        repeat {
            let chosen = next(min(settings.prompts - batch.groups.count, limit - drawn.count))
            let groups = try await sample(chosen, step: step, first: drawn.count)
            drawn += groups
            for group in groups {
                if settings.constantGroups != .keep, advantages.isConstant(group) {
                    batch.dropped.append(group)
                } else {
                    batch.groups.append(group)
                }
            }
        } while settings.constantGroups == .refill && batch.groups.count < settings.prompts
            && drawn.count < limit
        batch.metrics = RolloutMetrics.measure(
            drawn, learnt: batch.groups.count, constant: drawn.filter(advantages.isConstant),
            scorer.recipe)
        return batch
    }

    /// - Parameter first: the place of the first of the questions among the step's, from which the
    ///   draws' seeds follow.
    private func sample(
        _ chosen: [PolicyGradientQuestion], step: Int, first: Int
    ) async throws(Fault) -> [PolicyGradientBatch.Group] {
        let slices = PolicyGradientBatch.shards(count: chosen.count)
        let sampler = GroupSampler(
            model: model, pictures: pictures, settings: settings, scorer: scorer,
            alignment: alignment, seed: seed.deriving("sample").deriving(step))
        let shards = await pool.run(shards: slices.count) { shard, worker in
            sampler.sample(
                Array(chosen[slices[shard]]), first: first + slices[shard].lowerBound, worker)
        }
        var groups = Array(shards.joined())
        for scoring in batchScorers {
            try await add(scoring, step: step, first: first, to: &groups)
        }
        return groups
    }

    /// Adds what a scorer of whole batches says to the rewards.
    private func add(
        _ scoring: any BatchScoring, step: Int, first: Int,
        to groups: inout [PolicyGradientBatch.Group]
    ) async throws(Fault) {
        guard let weight = scorer.recipe.weights[scoring.component] else { return }
        let responses = groups.enumerated().flatMap { place, group in
            group.texts.indices.map { draw in
                ScorableResponse(
                    id: "\(group.question.question.id)#\(step).\(first + place).\(draw)",
                    question: group.question.question, picture: group.question.picture,
                    response: group.texts[draw],
                    parsed: scorer.grader.format.parse(
                        group.texts[draw], finished: group.isFinished[draw]),
                    finishReason: group.finishReason(of: draw),
                    tokenCount: group.responses[draw].count)
            }
        }
        let scores = try await scoring.scores(of: responses)
        guard scores.count == responses.count else {
            throw Fault(
                .internalError, "\(scores.count) scores of \(responses.count) responses")
        }
        var next = scores.makeIterator()
        for group in groups.indices {
            for draw in groups[group].rewards.indices {
                guard let score = next.next() else { return }
                groups[group].rewards[draw].add(scoring.component, score.value, weight: weight)
                groups[group].rewards[draw].parts += score.parts
            }
        }
    }
}
