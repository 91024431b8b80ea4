import Records

/// How much the pictures are needed, over all questions.
///
/// Language shortcuts by two definitions: Vision-SR1's (arXiv 2508.19652v2), right answers whose
/// description is not enough to answer as a share of all answers, which falls when accuracy does; and
/// as a share of right answers, without those whose description states the answer. A description
/// that was given several times counts as often.
public struct ShortcutFigures: Sendable, Hashable {
    /// Right answers whose description is not enough, of all with a description.
    public private(set) var ofAll = TrialCounts()
    /// The same of right answers whose description does not state the answer.
    public private(set) var ofRight = TrialCounts()
    /// Answers without the picture.
    public private(set) var blind = TrialCounts()
    /// Answers with it.
    public private(set) var answers = TrialCounts()

    /// No questions.
    public init() {}

    /// Counts a question's draws.
    public mutating func add(_ draws: QuestionDraws) {
        for draw in draws.answers where draw.verdict != .notGradable {
            answers.add(draw.verdict == .right)
        }
        for draw in draws.blind where draw.verdict != .notGradable {
            blind.add(draw.verdict == .right)
        }
        for draw in draws.described where draw.verdict != .notGradable {
            let parent = draws.verdict(ofParentOf: draw)
            guard let parent, parent != .notGradable else { continue }
            let isShortcut = parent == .right && draw.verdict != .right
            ofAll.add(isShortcut)
            if parent == .right, draw.statesAnswer != true { ofRight.add(isShortcut) }
        }
    }
}
