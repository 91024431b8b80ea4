import Records

/// A question that keeps the data set's rules; its pictures are not placed yet.
struct CheckedQuestion {
    /// Which of the unit's rows it comes from.
    var ordinal: Int
    /// The question.
    var question: Question
    /// What the checks noted of it and of its pictures, by name.
    var notes: [String] = []
}
