public import Records

/// What filters look at: a row of the source, and the question that it became.
public struct FilterSubject: Sendable {
    /// The row as it was read.
    public var row: JSONValue
    /// The question.
    public var question: Question
    /// What was measured of its pictures, in order; nothing while they are not read.
    public var pictures: [PictureMeasures]?

    /// A row and its question.
    public init(row: JSONValue, question: Question, pictures: [PictureMeasures]? = nil) {
        self.row = row
        self.question = question
        self.pictures = pictures
    }
}
