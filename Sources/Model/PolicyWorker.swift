public import Records

/// One worker's memory for running a policy: passes, gradients and sampling. Not shared between
/// tasks; models may be.
public final class PolicyWorker {
    private let activations: Activations<Float>
    private let cache = DecodingCache<Float>()
    private let patches = Buffer<Float>()

    /// A worker for models with the layers of `configuration`.
    public init(_ configuration: PolicyConfiguration) {
        activations = Activations(layers: configuration.layers)
    }

    /// Log-probabilities of the batch's targets, in the order of its outputs.
    ///
    /// - Parameters:
    ///   - model: the policy.
    ///   - batch: the prompts and responses.
    ///   - pictures: the pictures that the batch's prompts name, in their order.
    ///   - temperature: what logits are divided by.
    public func logProbabilities(
        _ model: PolicyModel, _ batch: TokenBatch, pictures: [PicturePatches],
        temperature: Float = 1
    ) -> [Float] {
        fill(model, pictures)
        return model.network.forward(
            batch, patches: UnsafePointer(patches.pointer), inverseTemperature: 1 / temperature,
            activations)
    }

    /// Adds the gradient of the loss to `gradient`, given ∂loss/∂(log-probability) of each target.
    ///
    /// Must follow `logProbabilities` with the same model, batch and temperature.
    ///
    /// - Returns: the sum of the targets' entropies in nats: how undecided the policy was.
    @discardableResult
    public func backward(
        _ model: PolicyModel, _ batch: TokenBatch, outputGradients: [Float],
        temperature: Float = 1, addingTo gradient: Buffer<Float>
    ) -> Double {
        model.network.backward(
            batch, patches: UnsafePointer(patches.pointer), outputGradients: outputGradients,
            inverseTemperature: 1 / temperature, activations, addingTo: gradient)
    }

    /// A question to draw responses for.
    public struct Prompt: Sendable {
        /// The prompt's tokens; a forced beginning of the response may follow them.
        public var tokens: [Int]
        /// Which of the call's pictures it shows, or nothing.
        public var picture: Int?
        /// The seed of each draw; nothing takes the likeliest token at each step.
        public var draws: [Seed?]

        /// A prompt and its draws.
        public init(tokens: [Int], picture: Int?, draws: [Seed?]) {
            self.tokens = tokens
            self.picture = picture
            self.draws = draws
        }
    }

    /// Draws responses: for each prompt, for each of its draws, the tokens.
    ///
    /// The last token is the end token unless the response reached its limit.
    ///
    /// - Parameters:
    ///   - model: the policy that answers.
    ///   - prompts: what it is asked, each with the seeds of its draws.
    ///   - pictures: the pictures that prompts name by their places.
    ///   - temperature: what logits are divided by.
    ///   - topShare: samples among the likeliest tokens that together have this probability.
    ///   - isRowwise: whether a draw's tokens are the same whatever else is drawn in the call; without
    ///     it, sums may differ in their last bits. It costs time.
    public func sample(
        _ model: PolicyModel, _ prompts: [Prompt], pictures: [PicturePatches],
        temperature: Float = 1, topShare: Float = 1, isRowwise: Bool = false
    ) -> [[[Int]]] {
        fill(model, pictures)
        var batch = TokenBatch()
        var draws: [Network<Float>.Draw] = []
        for prompt in prompts {
            let segment = batch.addPrompt(
                picture: prompt.picture, patchCount: model.configuration.patchCount,
                text: prompt.tokens)
            batch.addOutput(afterPrompt: segment)
            let limit = model.configuration.textPositions - prompt.tokens.count
            for seed in prompt.draws {
                draws.append(
                    .init(
                        prompt: segment, firstPosition: prompt.tokens.count, seed: seed,
                        limit: limit))
            }
        }
        var network = model.network
        network.isRowwise = isRowwise
        let responses = network.sample(
            batch, patches: UnsafePointer(patches.pointer), draws: draws,
            end: model.vocabulary.endToken, inverseTemperature: 1 / temperature,
            topShare: topShare, activations, cache)
        var next = 0
        return prompts.map { prompt in
            defer { next += prompt.draws.count }
            return Array(responses[next..<(next + prompt.draws.count)])
        }
    }

    private func fill(_ model: PolicyModel, _ pictures: [PicturePatches]) {
        model.configuration.standardize(pictures, into: patches)
    }
}
