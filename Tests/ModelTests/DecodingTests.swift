import Records
import Testing

@testable import Model

@Suite("Sampling with kept keys and values")
struct DecodingTests {
    static func prompts(_ batch: inout TokenBatch) -> [Int] {
        let first = batch.addPrompt(picture: 0, patchCount: 4, text: [0, 6, 7, 1])
        let second = batch.addPrompt(picture: nil, patchCount: 4, text: [3])
        for prompt in [first, second] { batch.addOutput(afterPrompt: prompt) }
        return [first, second]
    }

    @Test("each drawn token's distribution is the full pass's")
    func agreesWithFullPass() throws {
        let shape = PolicyConfiguration(
            imageSize: 8, patchSize: 4, patchWidth: 8, width: 16, layers: 2, heads: 2,
            feedForward: 32, questionTokens: 4, responseTokens: 8)
        let layout = ParameterLayout(shape, vocabularyCount: 11)
        let weights = Buffer<Double>(
            layout.initialWeights(shape, seed: Seed(5)).values.map { Double($0) * 3 })
        let network = Network<Double>(
            shape: shape, layout: layout, vocabularyCount: 11, patchTokens: [], weights: weights)
        var random = CounterGenerator(Seed(9))
        let patches = Buffer<Double>((0..<(4 * 48)).map { _ in random.normal() })
        var batch = TokenBatch()
        let segments = DecodingTests.prompts(&batch)
        let draws = segments.flatMap { segment in
            let position = batch.segments[segment].count - (segment == 0 ? 4 : 0)
            return [nil, Seed(1)].map {
                Network<Double>.Draw(
                    prompt: segment, firstPosition: position, seed: $0, limit: 7)
            }
        }
        let state = Activations<Double>(layers: 2)
        let responses = network.sample(
            batch, patches: patches.pointer, draws: draws, end: 1, inverseTemperature: 1, state,
            DecodingCache())
        // A greedy response must be the one that the full pass finds likeliest at every token.
        for (draw, response) in zip(draws, responses) where draw.seed == nil {
            var full = TokenBatch()
            let isFirst = draw.prompt == segments[0]
            let prompt = full.addPrompt(
                picture: isFirst ? 0 : nil, patchCount: 4, text: isFirst ? [0, 6, 7, 1] : [3])
            full.addResponse(parent: prompt, tokens: response, firstPosition: draw.firstPosition)
            let fresh = Activations<Double>(layers: 2)
            let logs = network.forward(full, patches: patches.pointer, fresh)
            for (place, value) in logs.enumerated() {
                let row = fresh.logProbabilities.values[(place * 11)..<(place * 11 + 11)]
                #expect(abs((row.max() ?? 0) - value) < 1e-12)
            }
        }
        #expect(responses.allSatisfy { !$0.isEmpty && $0.count <= 7 })
        #expect(responses.allSatisfy { $0.count == 7 || $0.last == 1 })
    }

    @Test("the frequencies of first tokens follow the policy's probabilities")
    func frequencies() throws {
        let shape = PolicyConfiguration(
            imageSize: 8, patchSize: 4, patchWidth: 8, width: 16, layers: 1, heads: 2,
            feedForward: 32, questionTokens: 4, responseTokens: 1)
        let layout = ParameterLayout(shape, vocabularyCount: 11)
        let weights = Buffer<Double>(
            layout.initialWeights(shape, seed: Seed(5)).values.map { Double($0) * 10 })
        let network = Network<Double>(
            shape: shape, layout: layout, vocabularyCount: 11, patchTokens: [], weights: weights)
        var batch = TokenBatch()
        let prompt = batch.addPrompt(picture: nil, patchCount: 4, text: [0, 6, 7, 4])
        batch.addOutput(afterPrompt: prompt)
        let count = 20_000
        let draws = (0..<count).map {
            Network<Double>.Draw(
                prompt: prompt, firstPosition: 4, seed: Seed(2).deriving($0), limit: 1)
        }
        let state = Activations<Double>(layers: 1)
        let responses = network.sample(
            batch, patches: nil, draws: draws, end: 1, inverseTemperature: 1, state,
            DecodingCache())
        _ = network.forward(batch, patches: nil, state)
        for token in 0..<11 {
            let expected = CMath.exponential(state.logProbabilities.pointer[token])
            let seen = Double(responses.count { $0[0] == token }) / Double(count)
            // Five standard errors.
            let bound = 5 * (expected * (1 - expected) / Double(count)).squareRoot() + 1e-9
            #expect(abs(seen - expected) <= bound, "token \(token): \(seen) for \(expected)")
        }
    }
}
