import Records
import Testing

@testable import Model

@Suite("The network agrees with PyTorch in float64")
struct NetworkOracleTests {
    @Test(
        "log-probabilities of a batch with pictures, prompts shared within groups",
        arguments: Oracle.paths)
    func pictureLogProbabilities(path: String) throws {
        let oracle = try Oracle(path)
        let patches = Buffer(try oracle.doubles("input.patches"))
        let state = Activations<Double>(layers: oracle.network.shape.layers)
        let result = oracle.network.forward(
            try oracle.batch(withPictures: true), patches: patches.pointer, state)
        let expected = try oracle.doubles("output.logprob")
        try #require(result.count == expected.count)
        let worst = zip(result, expected).map { abs($0 - $1) }.max() ?? .infinity
        #expect(worst < 1e-11, "largest difference \(worst)")
    }

    @Test(
        "log-probabilities of every word, with and without pictures", arguments: Oracle.paths,
        [true, false])
    func logitsEverywhere(path: String, withPictures: Bool) throws {
        let oracle = try Oracle(path)
        let patches = Buffer(try oracle.doubles("input.patches"))
        let state = Activations<Double>(layers: oracle.network.shape.layers)
        _ = oracle.network.forward(
            try oracle.batch(withPictures: withPictures), patches: patches.pointer, state)
        let name = withPictures ? "output.logits" : "output.text_only_logits"
        let expected = Buffer(try oracle.doubles(name))
        try #require(expected.count == state.logProbabilities.count)
        let words = oracle.network.vocabularyCount
        for row in 0..<(expected.count / words) {
            LogSoftmax.apply(
                expected.pointer + row * words, count: words, inverseTemperature: 1)
        }
        let worst = zip(state.logProbabilities.values, expected.values).map { abs($0 - $1) }.max()
        #expect((worst ?? .infinity) < 1e-11)
    }

    @Test(
        "gradient of every parameter under the clipped loss with KL", arguments: Oracle.paths)
    func gradients(path: String) throws {
        let oracle = try Oracle(path)
        let patches = Buffer(try oracle.doubles("input.patches"))
        let batch = try oracle.batch(withPictures: true)
        let state = Activations<Double>(layers: oracle.network.shape.layers)
        let current = oracle.network.forward(batch, patches: patches.pointer, state)
        let slopes = try oracle.lossSlopes(current)
        let gradient = Buffer<Double>(count: oracle.network.layout.count)
        oracle.network.backward(
            batch, patches: patches.pointer, outputGradients: slopes, state, addingTo: gradient)
        for entry in oracle.network.layout.entries {
            let expected = try oracle.doubles("grad." + entry.name)
            let scale = expected.map(abs).max() ?? 0
            for index in 0..<entry.count {
                let difference = abs(gradient.pointer[entry.offset + index] - expected[index])
                if difference > 1e-10 * max(scale, 1e-3) {
                    Issue.record("\(entry.name)[\(index)] differs by \(difference)")
                    break
                }
            }
        }
    }
}

extension Oracle {
    /// ∂loss/∂logp of the oracle's loss, a masked mean over tokens, written out independently of
    /// `Training.PolicyObjective`.
    func lossSlopes(_ current: [Double]) throws -> [Double] {
        let old = try doubles("input.old_logprob")
        let reference = try doubles("input.ref_logprob")
        let advantage = try doubles("input.advantage")
        let mask = try doubles("input.mask")
        let count = mask.reduce(0, +)
        return current.indices.map { index in
            let ratio = CMath.exponential(current[index] - old[index])
            let isClipped =
                advantage[index] > 0 ? ratio > 1 + clip : (advantage[index] < 0 && ratio < 1 - clip)
            let policy = isClipped ? 0 : -ratio * advantage[index]
            let pull = 1 - CMath.exponential(reference[index] - current[index])
            return mask[index] * (policy + beta * pull) / count
        }
    }
}
