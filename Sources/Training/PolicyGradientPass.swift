import Model
import Records

/// The loss and gradient of some groups of a training step.
struct PolicyGradientPass: Sendable {
    let model: PolicyModel
    let reference: PolicyModel
    let pictures: [PicturePatches]
    let settings: PolicyGradientSettings
    /// Tokens of the whole step, which the loss is averaged over.
    let tokenCount: Int

    /// Sums over tokens.
    struct Sums: Sendable {
        var loss = 0.0, divergence = 0.0, clipped = 0

        static func + (left: Sums, right: Sums) -> Sums {
            Sums(
                loss: left.loss + right.loss, divergence: left.divergence + right.divergence,
                clipped: left.clipped + right.clipped)
        }
    }

    /// Adds the groups' gradient and returns their sums.
    func accumulate(
        _ groups: [PolicyGradientBatch.Group], _ worker: PolicyWorker, _ gradient: Buffer<Float>
    ) -> Sums {
        var batch = TokenBatch()
        for (place, group) in groups.enumerated() {
            let prompt = batch.addPrompt(
                picture: place, patchCount: model.configuration.patchCount,
                text: group.question.prompt)
            for response in group.responses {
                batch.addResponse(
                    parent: prompt, tokens: response, firstPosition: group.question.prompt.count)
            }
        }
        let shown = groups.map { pictures[$0.question.picture] }
        let temperature = Float(settings.temperature)
        let references = worker.logProbabilities(
            reference, batch, pictures: shown, temperature: temperature)
        let current = worker.logProbabilities(
            model, batch, pictures: shown, temperature: temperature)
        var sums = Sums()
        var gradients: [Float] = []
        gradients.reserveCapacity(current.count)
        for group in groups {
            for (response, advantage) in zip(group.responses, group.advantages) {
                let reach = settings.advantageEnd.flatMap { response.firstIndex(of: $0) }
                let last = reach.map { $0 + 1 } ?? response.count
                for place in response.indices {
                    let index = gradients.count
                    let term = settings.loss.term(
                        logProbability: Double(current[index]), old: Double(current[index]),
                        reference: Double(references[index]),
                        advantage: place < last ? advantage : 0)
                    sums.loss += term.loss
                    sums.divergence += term.divergence
                    sums.clipped += term.isClipped ? 1 : 0
                    gradients.append(Float(term.gradient / Double(tokenCount)))
                }
            }
        }
        worker.backward(
            model, batch, outputGradients: gradients, temperature: temperature,
            addingTo: gradient)
        return sums
    }
}
