import Records
import Rewards
import Training

/// What the descriptions of some responses were worth, in sums.
struct DescriptionCounts: Sendable, Hashable {
    /// Questions that were asked, whether or not the policy can read them.
    var questions = 0
    /// Responses that were wanted: those of questions that cannot be read are none, and not right.
    var draws = 0
    /// Responses whose answer is right.
    var right = 0
    /// Responses whose description was read without the picture.
    var read = 0
    /// Responses whose description gives the answer away.
    var leaks = 0
    /// Descriptions from which the reader answers right.
    var sufficient = 0
    /// Right answers whose description does not suffice.
    var shortcuts = 0
    /// Responses to questions that have keywords, which the following are about.
    var compared = 0
    /// Keywords that descriptions name, and that they miss.
    var named = 0
    var missed = 0
    /// Other questions' keywords that they name, and descriptions that name any.
    var hallucinated = 0
    var hallucinating = 0

    /// Counts a response.
    mutating func add(
        _ outcome: DescriptionReader.Outcome, isRight: Bool,
        _ comparison: KeywordLexicon.Comparison?
    ) {
        right += isRight ? 1 : 0
        if case .read = outcome { read += 1 }
        leaks += outcome == .flawed(.leak) ? 1 : 0
        sufficient += outcome.isSufficient ? 1 : 0
        shortcuts += isRight && !outcome.isSufficient ? 1 : 0
        guard let comparison else { return }
        compared += 1
        named += comparison.named
        missed += comparison.missed
        hallucinated += comparison.hallucinated
        hallucinating += comparison.hallucinated > 0 ? 1 : 0
    }

    /// The counts by their names.
    static let columns: [(name: String, path: any WritableKeyPath<Self, Int> & Sendable)] = [
        ("questions", \.questions), ("draws", \.draws), ("right", \.right), ("read", \.read),
        ("leaks", \.leaks), ("sufficient", \.sufficient), ("shortcuts", \.shortcuts),
        ("compared", \.compared), ("named", \.named), ("missed", \.missed),
        ("hallucinated", \.hallucinated), ("hallucinating", \.hallucinating),
    ]
}
