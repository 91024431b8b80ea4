/// How a row of the source becomes a question: the `columns` key of a data set.
public struct ColumnMap: Sendable, Hashable {
    /// The question's id; without it, ids are made from split and row.
    public var id: ColumnRule?
    /// The question's text. Required for a data set of files.
    public var question: ColumnRule?
    /// The gold answer. Required for a data set of files.
    public var answer: ColumnRule?
    /// The picture's file, or a list of them. Required for a data set of files.
    public var images: ColumnRule?
    /// The options of a multiple-choice question.
    public var choices: ColumnRule?
    /// What a description should mention.
    public var keywords: ColumnRule?
    /// The response that warm-up imitates.
    public var target: ColumnRule?
    /// The response that warm-up imitates without the picture.
    public var textOnlyTarget: ColumnRule?

    /// A map of nothing.
    public init() {}
}
