import Records

/// What rows that follow each other say of a question.
struct TallyRecord: BitwiseCopyable, Sendable, Comparable {
    /// The first of the rows.
    var row: Int
    /// How many they are.
    var rowCount: Int
    /// What their draws come to.
    var tally: DrawTally
    /// The number of the question's source.
    var source: UInt32
    /// Whether the rows name several sources.
    var isMixed: Bool

    /// Adds what later rows say of the question.
    mutating func add(_ later: TallyRecord) {
        tally.add(later.tally)
        rowCount += later.rowCount
        isMixed = isMixed || later.isMixed || later.source != source
    }

    /// By row.
    @inline(__always)
    static func < (left: TallyRecord, right: TallyRecord) -> Bool { left.row < right.row }
}

/// Which question some rows are about, to be sorted by question.
struct KeyedRow: BitwiseCopyable, Sendable, Comparable {
    /// The key of the question's id.
    var key: Key128
    /// The first of the rows.
    var row: Int

    /// By question, then by row.
    @inline(__always)
    static func < (left: KeyedRow, right: KeyedRow) -> Bool {
        left.key != right.key ? left.key < right.key : left.row < right.row
    }
}

/// Rows about a question that earlier rows are about already.
struct RepeatedRow: BitwiseCopyable, Sendable, Comparable {
    /// The first of them.
    var row: Int
    /// The question's first row.
    var first: Int

    /// By row.
    @inline(__always)
    static func < (left: RepeatedRow, right: RepeatedRow) -> Bool { left.row < right.row }
}

/// What later rows say of a question, to be sorted by the question's first row.
struct LaterTally: BitwiseCopyable, Sendable, Comparable {
    /// The question's first row.
    var first: Int
    /// What they say.
    var record: TallyRecord

    /// By question, then by row.
    @inline(__always)
    static func < (left: LaterTally, right: LaterTally) -> Bool {
        left.first != right.first ? left.first < right.first : left.record < right.record
    }
}

/// What all rows say of a question, or that a row repeats one.
struct PlacedTally {
    /// The question's first row, or the row that repeats one.
    var row: Int
    /// What the question's draws come to.
    var tally: DrawTally
    /// The row that is repeated; nothing for a question's first.
    var repeatedRow: Int?
}
