import Records
import Storage

/// The rows that a `RepeatSieve` keeps, told for one file of fingerprints after another.
struct RepeatedRows {
    private var rows: SortedRecords<Int>
    private var next: Int?
    /// How many rows the files before have.
    private var before = 0

    /// Rows, each once or more, in order.
    init(_ rows: SortedRecords<Int>) throws(Fault) {
        self.rows = rows
        next = try self.rows.next()
    }

    /// The places of those among the next rows.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    mutating func next(_ count: Int) throws(Fault) -> [Int] {
        var places: [Int] = []
        while let row = next, row < before + count {
            if places.last != row - before { places.append(row - before) }
            next = try rows.next()
        }
        before += count
        return places
    }
}
