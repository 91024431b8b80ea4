public import Records

/// Sorts any number of records in bounded memory (an external merge sort).
///
/// Up to the space's limit, records are sorted in memory. What is more is written as sorted runs to a
/// file without a name; `sorted` merges them, 64 at a time, with 32 KiB of each in memory. Takes
/// n·log n comparisons, and writes each record once, or once more for each 64-fold of 64 runs.
///
/// Records that are equal by `<` come in no particular order, so an order that must be the same every
/// time decides between any two.
public struct RecordSorter<Record: BitwiseCopyable & Comparable & Sendable> {
    @usableFromInline var records: [Record] = []
    /// The runs so far, one after another.
    @usableFromInline var spilled: SpilledArray<Record>
    @usableFromInline var runs: [Range<Int>] = []
    @usableFromInline let limit: Int

    /// How many runs are merged at once.
    @inlinable static var mostRuns: Int { 64 }

    /// Nothing to sort yet.
    @inlinable
    public init(in space: SpillSpace) {
        spilled = SpilledArray(in: space)
        limit = SpillSpace.count(of: MemoryLayout<Record>.stride, in: space.memoryLimit)
    }

    /// How many records there are.
    @inlinable
    public var count: Int { spilled.count + records.count }

    /// Adds a record.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    @inlinable
    public mutating func append(_ record: Record) throws(Fault) {
        if records.count >= limit { try spill() }
        records.append(record)
    }

    /// All records in order. Nothing may be added afterwards.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    @inlinable
    public consuming func sorted() throws(Fault) -> SortedRecords<Record> {
        if runs.isEmpty {
            records.sort()
            return SortedRecords(records)
        }
        try spill()
        records = []
        while runs.count > RecordSorter<Record>.mostRuns { try mergeRuns() }
        return try SortedRecords(spilled, runs)
    }

    /// Writes what is in memory as a run.
    @inlinable
    mutating func spill() throws(Fault) {
        guard !records.isEmpty else { return }
        records.sort()
        let start = spilled.count
        try spilled.append(contentsOf: records)
        runs.append(start..<spilled.count)
        records.removeAll(keepingCapacity: true)
    }

    /// Makes one run of every 64.
    @inlinable
    mutating func mergeRuns() throws(Fault) {
        var merged = SpilledArray<Record>(in: spilled.space)
        var longer: [Range<Int>] = []
        var first = 0
        while first < runs.count {
            let end = min(first + RecordSorter<Record>.mostRuns, runs.count)
            let start = merged.count
            var source = try SortedRecords(spilled, Array(runs[first..<end]))
            while let record = try source.next() { try merged.append(record) }
            longer.append(start..<merged.count)
            first = end
        }
        spilled = merged
        runs = longer
    }
}
