public import Model
public import Records
public import Rewards

/// Group-relative policy optimisation (GRPO, arXiv 2402.03300) and its relatives.
///
/// A step samples a group of responses to each of a few questions and scores them. Their advantages
/// are computed over the whole rollout batch; its groups are then learnt from in one or several
/// updates. With one update the policy that samples is the policy that learns, so that its
/// log-probabilities are the trainer's own; with several, they are computed before the first.
public final class PolicyGradientMethod: TrainingMethod {
    private let model: PolicyModel
    private let reference: PolicyModel
    private let questions: [PolicyGradientQuestion]
    private let settings: PolicyGradientSettings
    private let collector: RolloutCollector
    private let pass: PolicyGradientPass
    private let pool: ShardPool
    private let seed: Seed
    private var divergence: KLController
    /// Questions that were asked so far.
    private var position = 0
    /// Steps without any advantage, up to now.
    private var flatSteps = 0
    /// The step's groups, between its updates.
    private var batch = PolicyGradientBatch(groups: [])
    private var order: EpochOrder

    /// A phase ends with an error after so many steps in a row without any advantage.
    public static let flatStepLimit = 20

    /// A phase.
    ///
    /// - Parameters:
    ///   - model: the policy, whose weights change.
    ///   - reference: the policy that the divergence is measured from; it changes if the settings
    ///     refresh it.
    ///   - questions: the phase's, at least one, taken in their order first, then in seeded orders.
    ///   - pictures: the pictures that the questions name by their places.
    ///   - settings: how batches are drawn, what their advantages are and what an update minimises.
    ///   - scorer: scores responses by the phase's recipe.
    ///   - alignment: scores descriptions, where the recipe uses alignment and no batch scorer does.
    ///   - batchScorers: score a step's responses in one call each, in this order.
    ///   - seed: what the orders and the draws follow from.
    ///   - jobs: tasks that work at once; the result does not depend on it.
    public init(
        _ model: PolicyModel, reference: PolicyModel, questions: [PolicyGradientQuestion],
        pictures: [PicturePatches], settings: PolicyGradientSettings, scorer: RewardScorer,
        alignment: (any AlignmentScoring)?, batchScorers: [any BatchScoring] = [], seed: Seed,
        jobs: Int
    ) {
        precondition(!questions.isEmpty)
        self.model = model
        self.reference = reference
        self.questions = questions
        self.settings = settings
        self.seed = seed
        let pool = ShardPool(model, jobs: jobs)
        self.pool = pool
        collector = RolloutCollector(
            model: model, pictures: pictures, settings: settings, scorer: scorer,
            alignment: alignment, batchScorers: batchScorers, seed: seed, pool: pool)
        pass = PolicyGradientPass(
            model: model, pictures: pictures, temperature: Float(settings.temperature))
        let term = settings.rewardDivergence ?? settings.objective.kl
        divergence = KLController(weight: term?.weight ?? 0, rule: settings.divergenceRule)
        order = EpochOrder(
            count: questions.count, seed: seed.deriving("order"), keepsFirstEpoch: true)
    }

    /// The policy's weights.
    public var weights: Buffer<Float> { model.weights }
    /// The policy's tensors.
    public var layout: [ParameterLayout.Entry] { model.layout.entries }
    /// The policy's shape and vocabulary.
    public var description: JSONValue { model.json }
    /// One for each part of the groups, each time that they are learnt from.
    public var updatesPerStep: Int { settings.updates * settings.epochs }

    /// The reference, where it is refreshed.
    public var companions: [(name: String, weights: Buffer<Float>)] {
        settings.referenceEvery > 0 ? [("reference", reference.weights)] : []
    }

    /// How far the data was read, and what depends on the steps before.
    public var progress: JSONValue {
        [
            "position": .integer(position), "flat_steps": .integer(flatSteps),
            "divergence_weight": .real(divergence.weight),
        ]
    }

    /// Goes on where a checkpoint's `progress` stood.
    public func resume(_ progress: JSONValue) throws(Fault) {
        position = try progress.column("position", \.integerValue)
        flatSteps = try progress.column("flat_steps", \.integerValue)
        divergence = KLController(
            weight: try progress.column("divergence_weight", \.realValue),
            rule: settings.divergenceRule)
    }

    /// Questions asked before the step that comes next.
    public func dataPosition(step: Int) -> Int { position }

    /// Collects the step's groups before its first update, and differentiates an update's part.
    ///
    /// - Throws: what scoring throws; a `Fault` if the loss is not finite, or no group has had an
    ///   advantage for long.
    public func gradient(
        step: Int, update: Int, addingTo gradient: Buffer<Float>
    ) async throws(Fault) -> StepMetrics {
        if update > 0 {
            return try await differentiate(
                part(update, step: step), step: step, addingTo: gradient)
        }
        let every = settings.referenceEvery
        if every > 0, step > 0, step % every == 0 {
            reference.weights.pointer.update(
                from: model.weights.pointer, count: model.weights.count)
        }
        batch = try await sample(step: step)
        var metrics = batch.metrics
        let learnt = try await differentiate(
            part(0, step: step), step: step, addingTo: gradient)
        metrics.values += learnt.values
        metrics.isIdle = learnt.isIdle
        metrics.tokenCount = learnt.tokenCount
        metrics.suspects = learnt.suspects
        return metrics
    }

    /// Samples and scores the step's groups with the weights as they are.
    ///
    /// - Throws: what a batch scorer throws; a `Fault` if no group has had an advantage for long.
    public func sample(step: Int) async throws(Fault) -> PolicyGradientBatch {
        var batch = try await collector.collect(step: step) { count in
            let chosen = (0..<count).map { questions[order.item(at: position + $0)] }
            position += count
            return chosen
        }
        if settings.isOffPolicy || settings.rewardDivergence != nil { await recall(&batch) }
        collector.advantages(divergence.weight).assign(to: &batch.groups)
        let flat = batch.dropped.count + batch.groups.count(where: \.isFlat)
        batch.metrics.values.append(
            ("zero_advantage_groups", Double(flat) / Double(batch.drawnCount)))
        flatSteps = flat == batch.drawnCount ? flatSteps + 1 : 0
        if flatSteps >= PolicyGradientMethod.flatStepLimit { throw flatness(step) }
        if let term = settings.rewardDivergence, batch.tokenCount > 0 {
            let extent = batch.extent(tokenLimit: model.configuration.responseTokens)
            let sum = batch.groups.reduce(0) { $0 + $1.divergence(term.estimator) }
            let mean = sum / Double(extent.tokens)
            batch.metrics.values.append(("kl", mean))
            divergence.update(observed: mean, count: extent.responses)
        }
        return batch
    }

    /// Log-probabilities of what was drawn, before the weights change.
    private func recall(_ batch: inout PolicyGradientBatch) async {
        let groups = batch.groups
        let pass = self.pass
        let model = self.model
        let reference = self.reference
        let needsReference = settings.rewardDivergence != nil || settings.objective.kl != nil
        let slices = PolicyGradientBatch.shards(count: groups.count)
        let recalled = await pool.run(shards: slices.count) { shard, worker in
            let own = Array(groups[slices[shard]])
            let old = pass.logProbabilities(own, under: model, worker)
            let wanted =
                needsReference ? pass.logProbabilities(own, under: reference, worker) : []
            return own.indices.map { (old[$0], wanted.isEmpty ? [] : wanted[$0]) }
        }
        for (place, values) in recalled.joined().enumerated() {
            batch.groups[place].old = values.0
            batch.groups[place].reference = values.1
        }
    }

    /// The groups of an update: a part of the step's, in an order of its own each time that they are
    /// learnt from again.
    private func part(_ update: Int, step: Int) -> PolicyGradientBatch {
        var groups = batch.groups
        let epoch = update / settings.updates
        if epoch > 0 {
            var random = CounterGenerator(
                seed.deriving("learn").deriving(step).deriving(epoch))
            groups = random.shuffled(groups)
        }
        let place = update % settings.updates
        let start = groups.count * place / settings.updates
        let end = groups.count * (place + 1) / settings.updates
        return PolicyGradientBatch(groups: Array(groups[start..<end]))
    }

    /// Adds the gradient of groups that `sample` drew.
    public func differentiate(
        _ batch: PolicyGradientBatch, step: Int, addingTo gradient: Buffer<Float>
    ) async throws(Fault) -> StepMetrics {
        let groups = batch.groups
        if groups.isEmpty { return StepMetrics([], isIdle: true) }
        var objective = settings.objective
        objective.kl?.weight = divergence.weight
        let extent = batch.extent(tokenLimit: model.configuration.responseTokens)
        let slices = PolicyGradientBatch.shards(count: groups.count)
        let sums = await pool.accumulate(shards: slices.count, into: gradient) {
            [pass, reference, objective] shard, worker, gradient in
            pass.accumulate(
                Array(groups[slices[shard]]), objective, extent, reference: reference, worker,
                gradient)
        }
        let total = sums.reduce(PolicyGradientPass.Sums(), +)
        if objective.kl != nil {
            divergence.update(
                observed: total.divergence / Double(extent.tokens), count: extent.responses)
        }
        var metrics = StepMetrics(
            total.measurements(extent, objective, isOffPolicy: settings.isOffPolicy),
            tokenCount: extent.tokens)
        metrics.suspects = Array(total.suspects.prefix(SuspectToken.limit))
        return metrics
    }

    private func flatness(_ step: Int) -> Fault {
        return Fault(
            .badInput,
            "no group had an advantage in the last \(flatSteps) steps, up to step \(step + 1): all "
                + "responses to a question are worth the same",
            remedy: "train on questions of medium difficulty, or reward something that differs; "
                + "the last checkpoint is kept")
    }
}
