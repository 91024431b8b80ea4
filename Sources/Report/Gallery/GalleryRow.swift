import Records
import Sampling

/// A question of the gallery, with its answers and verdicts.
public struct GalleryRow: Sendable {
    /// Draws with one and the same answer and verdict.
    struct Answer: Sendable {
        /// The answer; nothing where none was found.
        var answer: String?
        var verdict: Verdict
        var count: Int
        /// The first response that gave it.
        var response: String
    }

    /// Its place among the labelled questions.
    var place: Int
    /// What decides whether it is among those that are shown: the same for the same id.
    var key: UInt64
    var rate: PassRate
    var question: Question?
    var answers: [Answer] = []

    init(_ item: LabelledQuestions.Item, place: Int) {
        self.place = place
        key = LabelSurvey.key(item.rate.question).high
        rate = item.rate
        question = item.question
        for rollout in item.draws?.answers ?? [] {
            let known = answers.firstIndex {
                $0.verdict == rollout.verdict && ($0.answer == nil) == (rollout.answer == nil)
                    && ($0.answer ?? "").utf8.elementsEqual((rollout.answer ?? "").utf8)
            }
            if let known {
                answers[known].count += 1
            } else {
                answers.append(
                    Answer(
                        answer: rollout.answer, verdict: rollout.verdict, count: 1,
                        response: GalleryRow.cut(rollout.response, 1500)))
            }
        }
        // What the source says of it beyond its text is not shown.
        question?.extra = []
        question?.target = nil
        question?.textOnlyTarget = nil
    }

    /// The beginning of a text, with a mark where more follows.
    static func cut(_ text: String, _ byteCount: Int) -> String {
        guard text.utf8.count > byteCount else { return text }
        var result = ""
        var size = 0
        for character in text.unicodeScalars {
            size += UTF8.width(character)
            if size > byteCount { break }
            result.unicodeScalars.append(character)
        }
        return result + " …"
    }
}
