import Glibc
import Records
import Testing

@testable import Model

@Suite("Gradients are the slopes of the loss")
struct NetworkGradientTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var patchWords: Bool
        var withPictures: Bool
        var inverseTemperature: Double
        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "pictures and patch words", patchWords: true, withPictures: true,
            inverseTemperature: 1),
        Case(
            name: "pictures alone", patchWords: false, withPictures: true,
            inverseTemperature: 1 / 1.3),
        Case(name: "text only", patchWords: false, withPictures: false, inverseTemperature: 1),
    ]

    @Test("central differences of every tensor agree to 1e-6", arguments: cases)
    func centralDifferences(testCase: Case) throws {
        let shape = PolicyConfiguration(
            imageSize: 8, patchSize: 4, patchWidth: 8, width: 16, layers: 2, heads: 2,
            feedForward: 32, questionTokens: 4, responseTokens: 6)
        let vocabularyCount = 11
        let layout = ParameterLayout(shape, vocabularyCount: vocabularyCount)
        let weights = Buffer<Double>(
            layout.initialWeights(shape, seed: Seed(3)).values.map {
                Double($0) * 2
            })
        let network = Network<Double>(
            shape: shape, layout: layout, vocabularyCount: vocabularyCount,
            patchTokens: testCase.patchWords ? [2, 3, 4, 5] : [], weights: weights)
        var random = CounterGenerator(Seed(9))
        let patches = Buffer<Double>((0..<(2 * 4 * 48)).map { _ in random.normal() })
        var batch = TokenBatch()
        for picture in 0..<2 {
            let prompt = batch.addPrompt(
                picture: testCase.withPictures ? picture : nil, patchCount: 4, text: [0, 6, 7, 1])
            batch.addResponse(parent: prompt, tokens: [8, 9, 3, 1], firstPosition: 4)
            batch.addResponse(
                parent: prompt, tokens: [2, 10, 5, 4, 1], firstPosition: 4, firstTarget: 2)
            batch.addResponse(parent: prompt, tokens: [1], firstPosition: 4)
        }
        let slopes = batch.outputs.map { _ in random.normal() }
        let state = Activations<Double>(layers: 2)
        func loss() -> Double {
            zip(
                network.forward(
                    batch, patches: patches.pointer,
                    inverseTemperature: testCase.inverseTemperature, state), slopes
            ).reduce(0) { $0 + $1.0 * $1.1 }
        }
        _ = loss()
        let gradient = Buffer<Double>(count: layout.count)
        let entropy = state.logProbabilities.values.reduce(0) { $0 - $1 * exp($1) }
        let returned = network.backward(
            batch, patches: patches.pointer, outputGradients: slopes,
            inverseTemperature: testCase.inverseTemperature, state, addingTo: gradient)
        #expect(abs(returned - entropy) < 1e-9 && entropy > 1)
        let step = 1e-5
        for entry in layout.entries {
            let scale =
                (0..<entry.count).map { abs(gradient.pointer[entry.offset + $0]) }.max() ?? 0
            for index in stride(from: 0, to: entry.count, by: max(1, entry.count / 12)) {
                let place = entry.offset + index
                let value = weights.pointer[place]
                weights.pointer[place] = value + step
                let above = loss()
                weights.pointer[place] = value - step
                let below = loss()
                weights.pointer[place] = value
                let slope = (above - below) / (2 * step)
                let difference = abs(slope - gradient.pointer[place])
                #expect(difference <= 1e-6 * max(1, scale), "\(entry.name)[\(index)]")
            }
        }
    }
}
