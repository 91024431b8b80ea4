import Records

/// What some rows say of a question, to be sorted by question.
struct TallyRecord: BitwiseCopyable, Sendable, Comparable {
    /// The key of the question's id.
    var key: Key128
    /// The first of the rows.
    var row: Int
    /// How many they are.
    var rowCount: Int
    /// What their draws come to.
    var tally: DrawTally
    /// The number of the question's source.
    var source: UInt32

    /// By question, then by row.
    @inline(__always)
    static func < (left: TallyRecord, right: TallyRecord) -> Bool {
        left.key != right.key ? left.key < right.key : left.row < right.row
    }
}

/// What all rows say of a question, or that a row repeats one, to be sorted by row.
struct PlacedTally: BitwiseCopyable, Sendable, Comparable {
    /// The question's first row, or the row that repeats one.
    var row: Int
    /// What the question's draws come to.
    var tally: DrawTally
    /// The row that is repeated; -1 for a question's first.
    var repeatedRow = -1

    @inline(__always)
    static func < (left: PlacedTally, right: PlacedTally) -> Bool { left.row < right.row }
}
