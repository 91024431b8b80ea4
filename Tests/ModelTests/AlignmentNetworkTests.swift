import Records
import Testing

@testable import Model

@Suite("The alignment scorer's network")
struct AlignmentNetworkTests {
    @Test("central differences of every tensor agree with the contrastive loss's gradient")
    func centralDifferences() throws {
        let pictures = PolicyConfiguration(
            imageSize: 8, patchSize: 4, patchWidth: 8, width: 16, layers: 1, heads: 2,
            feedForward: 8, questionTokens: 2, responseTokens: 2)
        let shape = AlignmentConfiguration(
            pictures: pictures, hiddenWidth: 8, width: 8, phraseWords: 2)
        let layout = AlignmentLayout(shape, vocabularyCount: 9)
        let weights = Buffer<Double>(layout.initialWeights(seed: Seed(4)).values.map(Double.init))
        weights.pointer[layout.count - 1] = 1
        let network = AlignmentNetwork<Double>(shape: shape, layout: layout, weights: weights)
        var random = CounterGenerator(Seed(8))
        let patches = Buffer<Double>((0..<(3 * 4 * 48)).map { _ in random.normal() })
        let texts = [
            [[5, 6], [7, 8]], [[6, 7]], [[8, 5], [5], [6]], [[5, 7], [7, 8]], [[6, 8]], [[8, 8]],
        ]
        func loss(_ gradient: Buffer<Double>) -> Double {
            network.contrast(
                patches.pointer, count: 3, texts: texts, .init(), .init(), addingTo: gradient
            ).loss
        }
        let gradient = Buffer<Double>(count: layout.count)
        _ = loss(gradient)
        let unused = Buffer<Double>(count: layout.count)
        for entry in layout.entries {
            for index in stride(from: 0, to: entry.count, by: max(1, entry.count / 10)) {
                let place = entry.offset + index
                let value = weights.pointer[place]
                weights.pointer[place] = value + 1e-5
                let above = loss(unused)
                weights.pointer[place] = value - 1e-5
                let below = loss(unused)
                weights.pointer[place] = value
                let slope = (above - below) / 2e-5
                #expect(abs(slope - gradient.pointer[place]) < 1e-7, "\(entry.name)[\(index)]")
            }
        }
    }
}
