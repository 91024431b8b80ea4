public import Model

/// Alignment as a reward: cosine / threshold of a description and a picture, both encoded by a frozen
/// scorer, clamped to −1 to 1. PeBR-R1 does the same with FG-CLIP and a threshold of 0.4 (`pebr_1.py`).
public struct FrozenAlignment: AlignmentScoring {
    private let model: AlignmentModel
    private let pictures: [[Float]]
    private let threshold: Double

    /// Encodes the pictures once. Scores are 1 from a cosine of `threshold` on, which is above 0.
    public init(_ model: AlignmentModel, pictures: [PicturePatches], threshold: Double) {
        precondition(threshold > 0)
        self.model = model
        self.threshold = threshold
        var encoded: [[Float]] = []
        encoded.reserveCapacity(pictures.count)
        for start in stride(from: 0, to: pictures.count, by: 256) {
            let end = min(pictures.count, start + 256)
            encoded += model.encode(pictures: Array(pictures[start..<end]))
        }
        self.pictures = encoded
    }

    /// The score of a description, from −1 to 1; 0 for an empty one, negative for an opposite one.
    public func score(description: String, picture: Int) -> Double {
        let cosine = cosine(model.phrases(description), picture: picture)
        return max(-1, min(1, cosine / threshold))
    }

    private func cosine(_ phrases: [[Int]], picture: Int) -> Double {
        let text = model.encode(descriptions: [phrases])[0]
        return zip(text, pictures[picture]).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }

    /// The median cosine of matching pairs: what a threshold is set to, so that half of the true
    /// descriptions score 1.
    public static func medianCosine(
        _ model: AlignmentModel, pictures: [PicturePatches], pairs: [AlignmentMethod.Pair]
    ) -> Double {
        let frozen = FrozenAlignment(model, pictures: pictures, threshold: 1)
        let cosines = pairs.map { frozen.cosine($0.phrases, picture: $0.picture) }.sorted()
        return cosines.isEmpty ? 0 : cosines[cosines.count / 2]
    }
}
