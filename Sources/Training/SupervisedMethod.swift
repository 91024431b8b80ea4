public import Model
public import Records

/// Supervised fine-tuning: the warm-up that makes a policy answer in the format at all.
///
/// The loss is the mean over trained tokens of −logp, of examples with a picture and, weighted, of
/// text-only examples.
public final class SupervisedMethod: TrainingMethod {
    private let model: PolicyModel
    private let pictures: [PicturePatches]
    private let examples: [SupervisedExample]
    private let textOnly: [SupervisedExample]
    private let batch: Int
    private let textOnlyRows: Int
    private let textOnlyWeight: Double
    private let pool: ShardPool
    private var order: EpochOrder
    private var textOnlyOrder: EpochOrder

    /// Rows a shard computes at once; the sums' order follows from it.
    private static let shardRows = 16

    /// A warm-up.
    ///
    /// - Parameters:
    ///   - model: the policy, whose weights change.
    ///   - pictures: the pictures that examples name by their places.
    ///   - examples: examples with pictures, at least one.
    ///   - textOnly: text-only examples; may be empty if `textOnlyRows` is 0.
    ///   - batch: rows a step, text-only rows included.
    ///   - textOnlyRows: text-only rows a step, fewer than `batch`.
    ///   - textOnlyWeight: what the mean loss of text-only rows is multiplied by.
    ///   - seed: what the orders of the examples follow from.
    ///   - jobs: tasks that work at once; the result does not depend on it.
    public init(
        _ model: PolicyModel, pictures: [PicturePatches], examples: [SupervisedExample],
        textOnly: [SupervisedExample], batch: Int, textOnlyRows: Int, textOnlyWeight: Double,
        seed: Seed, jobs: Int
    ) {
        precondition(!examples.isEmpty && (textOnlyRows == 0 || !textOnly.isEmpty))
        precondition(textOnlyRows < batch)
        self.model = model
        self.pictures = pictures
        self.examples = examples
        self.textOnly = textOnly
        self.batch = batch
        self.textOnlyRows = textOnlyRows
        self.textOnlyWeight = textOnlyWeight
        pool = ShardPool(model, jobs: jobs)
        order = EpochOrder(count: examples.count, seed: seed.deriving("pictures"))
        textOnlyOrder = EpochOrder(count: max(1, textOnly.count), seed: seed.deriving("text"))
    }

    /// The policy's weights.
    public var weights: Buffer<Float> { model.weights }
    /// The policy's tensors.
    public var layout: [ParameterLayout.Entry] { model.layout.entries }
    /// The policy's shape and vocabulary.
    public var description: JSONValue { model.json }

    /// Examples used before a step.
    public func dataPosition(step: Int) -> Int { step * batch }

    /// Cross-entropy of the step's batch.
    public func gradient(
        step: Int, update: Int, addingTo gradient: Buffer<Float>
    ) async throws(Fault) -> StepMetrics {
        let rows = rowsOfStep(step)
        let pictureTokens = rows.reduce(0) { $0 + ($1.picture == nil ? 0 : $1.targetCount) }
        let textTokens = rows.reduce(0) { $0 + ($1.picture == nil ? $1.targetCount : 0) }
        let pictureWeight = 1 / Double(max(1, pictureTokens))
        let textWeight = textOnlyWeight / Double(max(1, textTokens))
        let shards = max(1, batch / SupervisedMethod.shardRows)
        let model = self.model
        let pictures = self.pictures
        let sums = await pool.accumulate(shards: shards, into: gradient) {
            shard, worker, gradient in
            let own = stride(from: shard, to: rows.count, by: shards).map { rows[$0] }
            return SupervisedMethod.accumulate(
                own, model, pictures, pictureWeight: pictureWeight, textWeight: textWeight, worker,
                gradient)
        }
        let pictureLoss = sums.reduce(0) { $0 + $1.picture }
        let textLoss = sums.reduce(0) { $0 + $1.text }
        var values = [(name: "loss", value: pictureLoss * pictureWeight)]
        if textTokens > 0 { values.append(("text_only_loss", textLoss / Double(textTokens))) }
        var metrics = StepMetrics(values, tokenCount: pictureTokens + textTokens)
        metrics.suspects = Array(sums.flatMap(\.suspects).prefix(SuspectToken.limit))
        return metrics
    }

    private func rowsOfStep(_ step: Int) -> [SupervisedExample] {
        let pictureRows = batch - textOnlyRows
        return (0..<pictureRows).map { examples[order.item(at: step * pictureRows + $0)] }
            + (0..<textOnlyRows).map { textOnly[textOnlyOrder.item(at: step * textOnlyRows + $0)] }
    }

    /// Sums of −logp, and the tokens whose −logp is not finite.
    private struct Sums {
        var picture = 0.0, text = 0.0
        var suspects: [SuspectToken] = []
    }

    /// Adds a shard's gradient and returns its sums.
    private static func accumulate(
        _ rows: [SupervisedExample], _ model: PolicyModel, _ pictures: [PicturePatches],
        pictureWeight: Double, textWeight: Double, _ worker: PolicyWorker,
        _ gradient: Buffer<Float>
    ) -> Sums {
        var batch = TokenBatch()
        var shown: [PicturePatches] = []
        for row in rows {
            let prompt = batch.addPrompt(
                picture: row.picture.map { _ in shown.count },
                patchCount: model.configuration.patchCount, text: row.prompt)
            if let picture = row.picture { shown.append(pictures[picture]) }
            batch.addResponse(
                parent: prompt, tokens: row.response, firstPosition: row.prompt.count,
                firstTarget: row.firstTarget)
        }
        let logProbabilities = worker.logProbabilities(model, batch, pictures: shown)
        var gradients: [Float] = []
        var sums = Sums()
        var next = 0
        for row in rows {
            let isText = row.picture == nil
            for place in row.firstTarget..<row.response.count {
                let loss = -Double(logProbabilities[next])
                if !loss.isFinite {
                    sums.suspects.append(
                        SuspectToken(
                            question: row.question, response: 0, place: place,
                            logProbability: -loss))
                }
                if isText { sums.text += loss } else { sums.picture += loss }
                gradients.append(Float(isText ? -textWeight : -pictureWeight))
                next += 1
            }
        }
        worker.backward(model, batch, outputGradients: gradients, addingTo: gradient)
        return sums
    }
}
