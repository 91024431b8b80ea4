public import Records

/// The embedded policy: a network's shape, its vocabulary and its weights.
///
/// Weights change only in training, which holds the model alone while it does.
public final class PolicyModel: @unchecked Sendable {
    /// The network's shape.
    public let configuration: PolicyConfiguration
    /// The words it knows.
    public let vocabulary: Vocabulary
    /// Where each parameter lies in `weights`.
    public let layout: ParameterLayout
    /// All parameters.
    public let weights: Buffer<Float>

    /// A model with these weights.
    ///
    /// - Throws: a `Fault` if the shape is impossible, the weights do not fit it, or a patch word is
    ///   not in the vocabulary.
    public init(
        configuration: PolicyConfiguration, vocabulary: Vocabulary, weights: Buffer<Float>
    ) throws(Fault) {
        if let problem = configuration.problem { throw Fault(.badInput, "policy: \(problem)") }
        for word in configuration.patchWords where vocabulary.token(word) == nil {
            throw Fault(
                .badInput, "policy.patch_words names `\(word)`, which no training text holds",
                remedy: "remove the list, or name words that the warm-up's texts use")
        }
        self.configuration = configuration
        self.vocabulary = vocabulary
        layout = ParameterLayout(configuration, vocabularyCount: vocabulary.count)
        guard weights.count == layout.count else {
            throw Fault(
                .badInput, "the policy needs \(layout.count) weights and \(weights.count) are there"
            )
        }
        self.weights = weights
    }

    /// A model with fresh weights.
    public convenience init(
        configuration: PolicyConfiguration, vocabulary: Vocabulary, seed: Seed
    ) throws(Fault) {
        if let problem = configuration.problem { throw Fault(.badInput, "policy: \(problem)") }
        let layout = ParameterLayout(configuration, vocabularyCount: vocabulary.count)
        try self.init(
            configuration: configuration, vocabulary: vocabulary,
            weights: layout.initialWeights(configuration, seed: seed))
    }

    /// The same model with a copy of the weights.
    public func copy() -> PolicyModel {
        PolicyModel(copying: self)
    }

    private init(copying other: PolicyModel) {
        configuration = other.configuration
        vocabulary = other.vocabulary
        layout = other.layout
        weights = other.weights.copy()
    }

    /// The slots of a prompt: the marker, the question's words, padding.
    ///
    /// - Returns: `questionTokens` tokens, or nothing if the question is longer than that.
    public func promptTokens(_ question: String, withPicture: Bool) -> [Int]? {
        let words = Vocabulary.words(of: question)
        guard words.count < configuration.questionTokens else { return nil }
        let marker = withPicture ? Vocabulary.pictureMarker : Vocabulary.textMarker
        var tokens = [vocabulary.special(marker)] + vocabulary.encode(words)
        let padding = vocabulary.special(Vocabulary.padding)
        while tokens.count < configuration.questionTokens { tokens.append(padding) }
        return tokens
    }

    var network: Network<Float> {
        Network(
            shape: configuration, layout: layout, vocabularyCount: vocabulary.count,
            patchTokens: configuration.patchWords.compactMap { vocabulary.token($0) },
            weights: weights)
    }
}
