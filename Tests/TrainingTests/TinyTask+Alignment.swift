import Model
import Records

@testable import Training

extension TinyTask {
    /// A scorer of the task's pictures and colours.
    func alignment() -> (method: AlignmentMethod, model: AlignmentModel) {
        let scorer = AlignmentModel(
            configuration: AlignmentConfiguration(
                pictures: model.configuration, hiddenWidth: 8, width: 4, phraseWords: 1),
            vocabulary: Vocabulary(texts: [["red", "green", "blue"]]), seed: Seed(5))
        let pairs = questions.indices.map {
            AlignmentMethod.Pair(picture: $0, phrases: scorer.phrases(questions[$0].answer))
        }
        return (
            AlignmentMethod(
                scorer, pictures: pictures, pairs: pairs, batch: 6, seed: Seed(6)), scorer
        )
    }
}
