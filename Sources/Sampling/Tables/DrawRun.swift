import Storage

/// Rows of a table of draws that follow each other and are about one question.
public struct DrawRun {
    /// The first of them, from 0.
    var row: Int
    /// How many they are.
    var rowCount: Int
    /// The question's id: UTF-8 without line breaks.
    var id: ByteSlice
    /// Its data set, where the table tells.
    var source: ByteSlice?
    /// What it asks of a policy, where the table tells.
    var capability: ByteSlice?
    /// What the draws come to.
    var tally: DrawTally
    /// Whether the rows name several data sets; the first one counts.
    var isMixed = false
}

/// A row of a table of draws that cannot be used.
public struct RefusedRow {
    /// Which, from 0.
    var row: Int
    /// Why, as a name that can be counted.
    var reason: String
    /// What was found, and what was expected.
    var detail: String
    /// The question's id, where that is known.
    var id: String?

    /// The row is not what its format says, or lacks an id or an outcome.
    static let malformed = "malformed_row"
    /// The numbers of draws cannot be.
    static let impossible = "impossible_counts"
    /// A question is there in another row already.
    static let repeated = "duplicate_question"
}
