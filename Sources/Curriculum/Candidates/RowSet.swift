/// Some rows of a table: one bit for each.
struct RowSet: Sendable {
    /// How many rows the table has.
    let rowCount: Int
    private var words: [UInt64]

    /// No rows of a table of so many.
    init(rowCount: Int) {
        self.rowCount = rowCount
        words = Array(repeating: 0, count: (rowCount + 63) / 64)
    }

    /// Whether a row is among them.
    func contains(_ row: Int) -> Bool { words[row / 64] >> UInt64(row % 64) & 1 == 1 }

    /// Adds a row.
    mutating func insert(_ row: Int) { words[row / 64] |= 1 << UInt64(row % 64) }
}
