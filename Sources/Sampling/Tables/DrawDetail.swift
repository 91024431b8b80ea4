/// A number that a table of one row a question may tell of the draws beside how many there are and how many
/// are right; its column has the name that it has in `pass_rates.parquet`.
enum DrawDetail: String, Sendable, CaseIterable {
    /// Draws without a verdict.
    case notGradable = "not_gradable"
    /// Draws that never came.
    case missing
    /// Draws that are not right because they hold no answer.
    case noAnswerFound = "no_answer_found"
    /// Draws that are not right because they were cut off.
    case truncated
    /// Those of the draws that are not right which hold the gold answer in another format.
    case rightButFormat = "right_but_format"
}
