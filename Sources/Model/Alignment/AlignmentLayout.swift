/// Where the alignment scorer's parameters lie in one buffer.
public struct AlignmentLayout: Sendable {
    /// All parameters in order.
    public private(set) var entries: [ParameterLayout.Entry] = []
    /// Scalars of all parameters together.
    public private(set) var count = 0
    private(set) var patch = 0, patchBias = 0, positions = 0, cell = 0, cellBias = 0
    private(set) var cellOut = 0, words = 0, phrase = 0, phraseBias = 0, phraseOut = 0, scale = 0

    /// The layout for a vocabulary of `vocabularyCount` words.
    public init(_ shape: AlignmentConfiguration, vocabularyCount: Int) {
        let hidden = shape.hiddenWidth
        patch = add("image.0.weight", [hidden, shape.pictures.patchScalars])
        patchBias = add("image.0.bias", [hidden])
        positions = add("image.positions", [shape.pictures.patchCount, hidden])
        cell = add("image.1.weight", [hidden, hidden])
        cellBias = add("image.1.bias", [hidden])
        cellOut = add("image.2.weight", [shape.width, hidden])
        words = add("text.words", [vocabularyCount, hidden])
        phrase = add("text.0.weight", [hidden, hidden])
        phraseBias = add("text.0.bias", [hidden])
        phraseOut = add("text.1.weight", [shape.width, hidden])
        scale = add("log_scale", [1])
    }

    private mutating func add(_ name: String, _ shape: [Int]) -> Int {
        let entry = ParameterLayout.Entry(name: name, shape: shape, offset: count)
        entries.append(entry)
        count += entry.count
        return entry.offset
    }
}
