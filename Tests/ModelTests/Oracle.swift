import Foundation
import Records
import Storage
import Testing

@testable import Model

/// A small policy with inputs, outputs and gradients that PyTorch computed in float64.
///
/// `PIPELINE_ORACLES` names the files to run, separated by colons (those that end in `.safetensors`);
/// the default is the fixture. A file's metadata say what shape its policy has.
struct Oracle {
    /// The files.
    static let paths: [String] = {
        let named = ProcessInfo.processInfo.environment["PIPELINE_ORACLES"] ?? ""
        let paths = named.split(separator: ":").map(String.init)
            .filter { $0.hasSuffix(".safetensors") }
        let fixture = Bundle.module.url(
            forResource: "policy_small", withExtension: "safetensors", subdirectory: "Fixtures")
        return paths.isEmpty ? [fixture?.path ?? "Fixtures/policy_small.safetensors"] : paths
    }()

    let file: Safetensors
    let network: Network<Double>
    let group: Int
    let rows: Int
    let steps: Int
    /// The clip of its loss, and the weight of the KL term.
    let clip: Double
    let beta: Double

    init(_ path: String) throws {
        let file = try Safetensors(path)
        self.file = file
        func number(_ name: String) throws -> Int {
            try #require(file.metadata[name].flatMap { Int($0) }, "\(path): no \(name)")
        }
        group = try number("group")
        clip = try #require(file.metadata["clip"].flatMap { Double($0) })
        beta = try #require(file.metadata["kl_beta"].flatMap { Double($0) })
        let responses = try file.integers("input.response").shape
        rows = responses[0]
        steps = responses[1]
        let words = try #require(file.metadata["vocabulary"]).split(separator: " ").map(String.init)
        let shape = PolicyConfiguration(
            imageSize: 48, patchSize: 16, patchWidth: try number("patch_hidden"),
            width: try number("width"), layers: try number("layers"), heads: try number("heads"),
            feedForward: try number("feed_forward"),
            questionTokens: try file.integers("input.question").shape[1], responseTokens: steps,
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
                batch.addResponse(
                    parent: prompt, tokens: responses[row],
                    firstPosition: network.shape.questionTokens)
            }
        }
        return batch
    }
}
