import Foundation
import Records
import Storage
import Testing

@testable import Model

/// The small policy with inputs, outputs and gradients that PyTorch computed in float64.
struct Oracle {
    let file: Safetensors
    let network: Network<Double>
    let group = 4
    let rows = 12
    let steps = 24

    init() throws {
        let url = try #require(
            Bundle.module.url(
                forResource: "policy_small", withExtension: "safetensors", subdirectory: "Fixtures")
        )
        file = try Safetensors(url.path)
        let words = try #require(file.metadata["vocabulary"]).split(separator: " ").map(String.init)
        let shape = PolicyConfiguration(
            imageSize: 48, patchSize: 16, patchWidth: 8, width: 16, layers: 2, heads: 2,
            feedForward: 64, questionTokens: 8, responseTokens: 24,
            patchWords: ["nw", "n", "ne", "w", "c", "e", "sw", "s", "se"])
        let layout = ParameterLayout(shape, vocabularyCount: words.count)
        let weights = Buffer<Double>(count: layout.count)
        for entry in layout.entries {
            let tensor = try file.doubles("weight." + entry.name)
            #expect(tensor.shape == entry.shape, "\(entry.name)")
            for (index, value) in tensor.values.enumerated() {
                weights.pointer[entry.offset + index] = value
            }
        }
        network = Network(
            shape: shape, layout: layout, vocabularyCount: words.count,
            patchTokens: shape.patchWords.compactMap { words.firstIndex(of: $0) },
            weights: weights)
    }

    func integers(_ name: String) throws -> [[Int]] {
        let tensor = try file.integers(name)
        let width = tensor.shape[1]
        return stride(from: 0, to: tensor.values.count, by: width).map {
            Array(tensor.values[$0..<($0 + width)])
        }
    }

    func doubles(_ name: String) throws -> [Double] { try file.doubles(name).values }

    /// The oracle's rows as a batch: groups share their prompt.
    func batch(withPictures: Bool) throws -> TokenBatch {
        let questions = try integers("input.question")
        let responses = try integers("input.response")
        var batch = TokenBatch()
        for first in stride(from: 0, to: rows, by: group) {
            var question = questions[first]
            if !withPictures { question[0] = 3 }
            let prompt = batch.addPrompt(
                picture: withPictures ? first / group : nil, patchCount: 9, text: question)
            for row in first..<(first + group) {
                batch.addResponse(parent: prompt, tokens: responses[row], firstPosition: 8)
            }
        }
        return batch
    }
}
