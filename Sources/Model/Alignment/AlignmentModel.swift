public import Records

/// The alignment scorer: shape, vocabulary and weights. Trained once, then frozen.
public final class AlignmentModel: @unchecked Sendable {
    /// The scorer's shape.
    public let configuration: AlignmentConfiguration
    /// The words it knows.
    public let vocabulary: Vocabulary
    /// Where each parameter lies in `weights`.
    public let layout: AlignmentLayout
    /// All parameters.
    public let weights: Buffer<Float>

    /// A scorer with these weights.
    public init(
        configuration: AlignmentConfiguration, vocabulary: Vocabulary, weights: Buffer<Float>
    ) {
        self.configuration = configuration
        self.vocabulary = vocabulary
        layout = AlignmentLayout(configuration, vocabularyCount: vocabulary.count)
        precondition(weights.count == layout.count)
        self.weights = weights
    }

    /// A scorer with fresh weights.
    public convenience init(
        configuration: AlignmentConfiguration, vocabulary: Vocabulary, seed: Seed
    ) {
        let layout = AlignmentLayout(configuration, vocabularyCount: vocabulary.count)
        self.init(
            configuration: configuration, vocabulary: vocabulary,
            weights: layout.initialWeights(seed: seed))
    }

    private var network: AlignmentNetwork<Float> {
        AlignmentNetwork(shape: configuration, layout: layout, weights: weights)
    }

    /// A description taken apart into phrases of tokens.
    public func phrases(_ description: String) -> [[Int]] {
        let words = description.split(whereSeparator: \.isWhitespace).map(String.init)
        let tokens = vocabulary.encode(words)
        let size = configuration.phraseWords
        return stride(from: 0, to: tokens.count, by: size).map {
            Array(tokens[$0..<min(tokens.count, $0 + size)])
        }
    }

    /// Unit vectors of pictures.
    public func encode(pictures: [PicturePatches]) -> [[Float]] {
        let patches = configuration.pictures.standardized(pictures)
        let output = Buffer<Float>(count: pictures.count * configuration.width)
        network.encodePictures(
            patches.pointer, count: pictures.count, .init(), into: output.pointer)
        return unitRows(output, count: pictures.count)
    }

    /// Unit vectors of descriptions; zeros for an empty one.
    public func encode(descriptions: [[[Int]]]) -> [[Float]] {
        let output = Buffer<Float>(count: descriptions.count * configuration.width)
        network.encodeTexts(descriptions, .init(), into: output.pointer)
        return unitRows(output, count: descriptions.count)
    }

    private func unitRows(_ buffer: Buffer<Float>, count: Int) -> [[Float]] {
        _ = network.normalize(buffer, rows: count)
        let values = buffer.values
        let width = configuration.width
        return (0..<count).map { Array(values[($0 * width)..<(($0 + 1) * width)]) }
    }

    /// Adds the contrastive loss's gradient; see `AlignmentNetwork.contrast`. `texts` are a
    /// matching description of each picture, then a corrupted one of each.
    public func contrast(
        _ pictures: [PicturePatches], texts: [[[Int]]], addingTo gradient: Buffer<Float>
    ) -> (loss: Float, accuracy: Double) {
        let patches = configuration.pictures.standardized(pictures)
        return network.contrast(
            patches.pointer, count: pictures.count, texts: texts, .init(), .init(),
            addingTo: gradient)
    }
}
