public import Model
public import Records

/// Trains the alignment scorer on pictures and their keywords, and corruptions of these.
public final class AlignmentMethod: TrainingMethod {
    /// A picture and what describes it.
    public struct Pair: Sendable, Hashable {
        /// Which of the pictures.
        public var picture: Int
        /// Phrases of tokens.
        public var phrases: [[Int]]

        /// A picture and its phrases.
        public init(picture: Int, phrases: [[Int]]) {
            self.picture = picture
            self.phrases = phrases
        }
    }

    private let model: AlignmentModel
    private let pictures: [PicturePatches]
    private let pairs: [Pair]
    private let batch: Int
    private let seed: Seed
    private var order: EpochOrder
    /// For each place in a phrase the tokens that stand there in the data, sorted.
    private let alternatives: [[Int]]

    /// Trains `model`, whose weights it changes, with `batch` pairs a step.
    public init(
        _ model: AlignmentModel, pictures: [PicturePatches], pairs: [Pair], batch: Int, seed: Seed
    ) {
        precondition(!pairs.isEmpty)
        self.model = model
        self.pictures = pictures
        self.pairs = pairs
        self.batch = min(batch, pairs.count)
        self.seed = seed
        order = EpochOrder(count: pairs.count, seed: seed.deriving("pairs"))
        var seen: [Set<Int>] = Array(repeating: [], count: model.configuration.phraseWords)
        for phrase in pairs.flatMap(\.phrases) {
            for (place, token) in phrase.enumerated() { seen[place].insert(token) }
        }
        alternatives = seen.map { $0.sorted() }
    }

    /// The scorer's weights.
    public var weights: Buffer<Float> { model.weights }
    /// The scorer's tensors.
    public var layout: [ParameterLayout.Entry] { model.layout.entries }
    /// The scorer's shape and vocabulary.
    public var description: JSONValue { model.json }

    /// Pairs used before a step.
    public func dataPosition(step: Int) -> Int { step * batch }

    /// The contrastive loss of the step's batch.
    public func gradient(
        step: Int, update: Int, addingTo gradient: Buffer<Float>
    ) async throws(Fault) -> StepMetrics {
        let chosen = (0..<batch).map { pairs[order.item(at: step * batch + $0)] }
        var random = CounterGenerator(seed.deriving("corruption").deriving(step))
        let corrupted = chosen.map { corrupt($0.phrases, &random) }
        let (loss, accuracy) = model.contrast(
            chosen.map { pictures[$0.picture] }, texts: chosen.map(\.phrases) + corrupted,
            addingTo: gradient)
        return StepMetrics([("loss", Double(loss)), ("accuracy", accuracy)])
    }

    /// The phrases with one word replaced by another that can stand in its place.
    private func corrupt(_ phrases: [[Int]], _ random: inout CounterGenerator) -> [[Int]] {
        var result = phrases
        guard !phrases.isEmpty else { return result }
        let phrase = random.index(below: phrases.count)
        guard !phrases[phrase].isEmpty else { return result }
        let place = random.index(below: phrases[phrase].count)
        let others = alternatives[place].filter { $0 != phrases[phrase][place] }
        if !others.isEmpty { result[phrase][place] = others[random.index(below: others.count)] }
        return result
    }
}
