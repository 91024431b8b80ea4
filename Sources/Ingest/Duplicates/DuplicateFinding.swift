/// A row that repeats another.
public struct DuplicateFinding: Sendable, Hashable {
    /// How it repeats it.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The same pictures, question and answer.
        case exact = "duplicate_row"
        /// The same pictures and question, and another answer.
        case conflictingAnswers = "conflicting_answers"
        /// Pictures that look alike, and what else the rules want equal.
        case nearPicture = "near_picture"
        /// Questions that read alike, and what else the rules want equal.
        case nearText = "near_text"
        /// Something in common with a row of another split.
        case splitLeak = "split_leak"
        /// Something in common with a row of a benchmark.
        case benchmarkLeak = "benchmark_leak"
    }

    /// What two rows of different sets have in common.
    public enum Match: String, Sendable, Hashable, CaseIterable {
        /// All pictures and the question.
        case pictureAndQuestion = "picture_and_question"
        /// A picture.
        case picture
        /// A picture that looks alike.
        case nearPicture = "near_picture"
    }

    /// The row's number, from 0 in plan order.
    public var row: Int
    /// How it repeats the other; its raw value is the reason of a reject.
    public var kind: Kind
    /// What the rows of a leak have in common.
    public var match: Match?
    /// The number of the row that it repeats, of the benchmarks' rows for a benchmark leak. Where the
    /// row is dropped, that one is kept.
    public var other: Int
    /// How far apart they are: differing bits of perceptual hashes, or 1 less the similarity of texts;
    /// 0 for what is equal.
    public var distance: Double
    /// Whether the row is dropped for it.
    public var isDropped: Bool
}
