import Model
import Records

/// The passes of some groups of a training step through the policy.
struct PolicyGradientPass: Sendable {
    let model: PolicyModel
    let pictures: [PicturePatches]
    /// What logits are divided by.
    let temperature: Float

    /// Sums over the sequences of an update.
    struct Sums: Sendable {
        var loss = 0.0, policyLoss = 0.0, divergence = 0.0, oldDivergence = 0.0, entropy = 0.0
        var clippedHigh = 0, clippedLow = 0, clippedDual = 0
        /// Tokens whose log-probabilities are not finite.
        var suspects: [SuspectToken] = []

        static func + (left: Sums, right: Sums) -> Sums {
            var sums = left
            sums.loss += right.loss
            sums.policyLoss += right.policyLoss
            sums.divergence += right.divergence
            sums.oldDivergence += right.oldDivergence
            sums.entropy += right.entropy
            sums.clippedHigh += right.clippedHigh
            sums.clippedLow += right.clippedLow
            sums.clippedDual += right.clippedDual
            sums.suspects += right.suspects
            return sums
        }

        /// Notes the tokens of a question's response whose log-probabilities are not finite.
        mutating func note(_ logProbabilities: [Double], _ question: String, response: Int) {
            for (place, value) in logProbabilities.enumerated() where !value.isFinite {
                suspects.append(
                    SuspectToken(
                        question: question, response: response, place: place,
                        logProbability: value))
            }
        }

        mutating func add(_ terms: ResponseTerms) {
            loss += terms.loss
            policyLoss += terms.policyLoss
            divergence += terms.divergence
            clippedHigh += terms.clippedHigh
            clippedLow += terms.clippedLow
            clippedDual += terms.clippedDual
        }
    }

    /// Log-probabilities of the groups' tokens under a policy. [group][sequence][token]
    func logProbabilities(
        _ groups: [PolicyGradientBatch.Group], under policy: PolicyModel, _ worker: PolicyWorker
    ) -> [[[Double]]] {
        let flat = worker.logProbabilities(
            policy, batch(groups), pictures: groups.map { pictures[$0.question.picture] },
            temperature: temperature)
        return PolicyGradientPass.grouped(flat, groups)
    }

    /// Adds the groups' gradient and returns their sums.
    ///
    /// Groups without `old` log-probabilities were sampled by the policy as it is; those without
    /// `reference` ones have them computed, if the objective needs them.
    func accumulate(
        _ groups: [PolicyGradientBatch.Group], _ objective: PolicyObjective,
        _ extent: PolicyObjective.Extent, reference: PolicyModel, _ worker: PolicyWorker,
        _ gradient: Buffer<Float>
    ) -> Sums {
        let batch = batch(groups)
        let shown = groups.map { pictures[$0.question.picture] }
        var references = groups.map(\.reference)
        if objective.kl != nil, references.contains(where: \.isEmpty) {
            references = logProbabilities(groups, under: reference, worker)
        }
        let current = PolicyGradientPass.grouped(
            worker.logProbabilities(model, batch, pictures: shown, temperature: temperature),
            groups)
        var sums = Sums()
        var gradients: [Float] = []
        for (place, group) in groups.enumerated() {
            for draw in group.advantages.indices {
                let now = current[place][draw]
                let old = group.old.isEmpty ? now : group.old[draw]
                let terms = objective.terms(
                    logProbabilities: now, old: old,
                    reference: references[place].isEmpty ? [] : references[place][draw],
                    advantages: group.advantages[draw], extent: extent)
                sums.add(terms)
                sums.note(now, group.question.question.id, response: draw)
                sums.oldDivergence += zip(old, now).reduce(0) { $0 + ($1.0 - $1.1) }
                gradients += terms.gradient.lazy.map { Float($0) }
            }
        }
        sums.entropy = worker.backward(
            model, batch, outputGradients: gradients, temperature: temperature,
            addingTo: gradient)
        return sums
    }

    private func batch(_ groups: [PolicyGradientBatch.Group]) -> TokenBatch {
        var batch = TokenBatch()
        for (place, group) in groups.enumerated() {
            let prompt = batch.addPrompt(
                picture: place, patchCount: model.configuration.patchCount,
                text: group.question.prompt)
            for response in group.responses {
                batch.addResponse(
                    parent: prompt, tokens: response, firstPosition: group.question.prompt.count)
            }
            for pass in group.secondPasses {
                let prompt = batch.addPrompt(
                    picture: nil, patchCount: model.configuration.patchCount, text: pass.prompt)
                batch.addResponse(
                    parent: prompt, tokens: pass.response, firstPosition: pass.prompt.count)
            }
        }
        return batch
    }

    private static func grouped(
        _ flat: [Float], _ groups: [PolicyGradientBatch.Group]
    ) -> [[[Double]]] {
        var next = 0
        return groups.map { group in
            group.sequences.map { response in
                defer { next += response.count }
                return flat[next..<(next + response.count)].map(Double.init)
            }
        }
    }
}
