public import Model
public import Records

/// A fresh scorer of pictures and descriptions, and the pairs that it learns from.
public struct AlignmentMaterial: Sendable {
    /// The scorer.
    public var model: AlignmentModel
    /// The questions' pictures, each once.
    public var pictures: [PicturePatches]
    /// One a question, in their order.
    public var pairs: [AlignmentMethod.Pair]

    /// Pictures that the pixel statistics are taken from, at most.
    private static let measuredPictures = 1024

    /// Builds the scorer, and the pairs.
    ///
    /// - Parameters:
    ///   - questions: those to learn from, each with one picture and keywords.
    ///   - imageSize: the length of a picture's side, in pixels.
    ///   - patchSize: that of a patch's.
    ///   - shardFolder: where the pictures are.
    ///   - seed: what the first weights follow from.
    ///   - jobs: the most tasks at once.
    /// - Throws: a `Fault` where a picture cannot be read.
    public static func make(
        _ questions: [Question], imageSize: Int, patchSize: Int, shardFolder: String, seed: Seed,
        jobs: Int
    ) async throws(Fault) -> AlignmentMaterial {
        var shape = PolicyConfiguration(
            imageSize: imageSize, patchSize: patchSize, patchWidth: 8, width: 8,
            layers: 1, heads: 1, feedForward: 8, questionTokens: 1, responseTokens: 1)
        let loader = PictureLoader(shardFolder: shardFolder, shape: shape)
        let (pictures, places) = try await loader.load(questions, jobs: jobs)
        let statistics = PixelStatistics(pictures.prefix(measuredPictures))
        shape.pixelMean = statistics.mean
        shape.pixelDeviation = statistics.deviation

        let words = questions.flatMap(\.keywords).map { self.words($0) }
        let model = AlignmentModel(
            configuration: AlignmentConfiguration(
                pictures: shape, phraseWords: usualLength(words)),
            vocabulary: Vocabulary(texts: Set(words)), seed: seed.deriving("weights"))
        let pairs = zip(questions, places).map { question, place in
            AlignmentMethod.Pair(
                picture: place,
                phrases: model.phrases(question.keywords.joined(separator: " ")))
        }
        return AlignmentMaterial(model: model, pictures: pictures, pairs: pairs)
    }

    private static func words(_ keyword: String) -> [String] {
        keyword.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// The most frequent number of words; the smaller of equals.
    private static func usualLength(_ phrases: [[String]]) -> Int {
        var counts: [Int: Int] = [:]
        for phrase in phrases { counts[max(1, phrase.count), default: 0] += 1 }
        return counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.first?.key ?? 1
    }
}
