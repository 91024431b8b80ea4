/// The shape of the alignment scorer.
public struct AlignmentConfiguration: Sendable, Hashable {
    /// How pictures are cut and standardised; that of the policy it scores.
    public var pictures: PolicyConfiguration
    /// Width of the hidden layers.
    public var hiddenWidth: Int
    /// Width of the vectors that are compared.
    public var width: Int
    /// Words of a phrase: a description is taken apart into phrases of so many words.
    public var phraseWords: Int

    /// A shape; see the properties.
    public init(
        pictures: PolicyConfiguration, hiddenWidth: Int = 64, width: Int = 32, phraseWords: Int
    ) {
        self.pictures = pictures
        self.hiddenWidth = hiddenWidth
        self.width = width
        self.phraseWords = phraseWords
    }

    /// What is wrong with the shape, or nothing.
    public var problem: String? {
        let numbers = [
            ("hidden_width", hiddenWidth), ("width", width), ("phrase_words", phraseWords),
        ]
        for (name, value) in numbers where !PolicyConfiguration.sizes.contains(value) {
            let sizes = PolicyConfiguration.sizes
            return "\(name) is \(value); expected \(sizes.lowerBound) to \(sizes.upperBound)"
        }
        return pictures.problem
    }
}
