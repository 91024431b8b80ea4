import Records
import Storage

/// What a table's rows say of each question, whatever their order, in memory that does not grow with
/// their number.
///
/// Mostly the rows of a question follow each other. So what they say waits in their order, and only
/// questions' keys are sorted, to find rows that come back to one; what those say is sorted too.
struct QuestionTallies {
    /// How many questions there are.
    private(set) var questionCount = 0
    /// How many rows tell of their draws.
    private(set) var rowCount = 0
    /// How many questions have rows of several sources; the first one counts.
    private(set) var mixedSourceCount = 0
    /// How many questions have how many right draws, by source.
    private(set) var histograms = SourceHistograms()

    private var walk: Walk

    /// Goes through the questions in the order of their first rows.
    private struct Walk {
        let isByQuestion: Bool
        var records: SortedRecords<TallyRecord>
        var repeats: SortedRecords<RepeatedRow>
        var later: SortedRecords<LaterTally>
        var nextRepeat: RepeatedRow?
        var nextLater: LaterTally?

        /// What all rows say of the next question; or, where each row is a question, a row that repeats
        /// one, and which.
        mutating func next() throws(Fault) -> (record: TallyRecord, repeatedRow: Int?)? {
            while var record = try records.next() {
                if let repeated = nextRepeat, repeated.row == record.row {
                    nextRepeat = try repeats.next()
                    if isByQuestion { return (record, repeated.first) }
                    continue
                }
                while let later = nextLater, later.first == record.row {
                    record.add(later.record)
                    nextLater = try self.later.next()
                }
                return (record, nil)
            }
            return nil
        }
    }

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - needsHistograms: whether a prior is to be fitted to the draws.
    ///   - stop: called now and then; throws where the work is to end.
    init(
        _ table: any DrawTable, in space: SpillSpace, needsHistograms: Bool,
        stop: () throws(Fault) -> Void
    ) throws(Fault) {
        var sources = SourceNumbers()
        var keys = RecordSorter<KeyedRow>(in: space)
        var records = SpilledArray<TallyRecord>(in: space)
        _ = try table.forEach { run throws(Fault) in
            if keys.count % 4096 == 0 { try stop() }
            try keys.append(KeyedRow(key: QuestionTallies.key(run.id), row: run.row))
            try records.append(
                TallyRecord(
                    row: run.row, rowCount: run.rowCount, tally: run.tally,
                    source: sources.number(of: run.source), isMixed: run.isMixed))
        } refuse: { _ in
        }
        let isByQuestion = table.columns.isByQuestion
        let repeats = try QuestionTallies.repeats(keys, in: space, stop)
        let inOrder = try SortedRecords(records, [0..<records.count])
        // Rows that are questions are not joined.
        let joined = isByQuestion ? try RecordSorter(in: space).sorted() : repeats
        let later = try QuestionTallies.later(inOrder, joined, in: space)
        walk = Walk(isByQuestion: isByQuestion, records: inOrder, repeats: repeats, later: later)
        walk.nextRepeat = try walk.repeats.next()
        walk.nextLater = try walk.later.next()
        var all = walk
        while let (record, repeatedRow) = try all.next() {
            guard repeatedRow == nil else { continue }
            if questionCount % 4096 == 0 { try stop() }
            questionCount += 1
            rowCount += record.rowCount
            if record.isMixed { mixedSourceCount += 1 }
            guard needsHistograms else { continue }
            let counts = record.tally.counts
            histograms.add(
                sources.names[Int(record.source)], right: counts.right, notRight: counts.notRight)
        }
    }

    /// The rows that come back to a question.
    private static func repeats(
        _ keys: consuming RecordSorter<KeyedRow>, in space: SpillSpace,
        _ stop: () throws(Fault) -> Void
    ) throws(Fault) -> SortedRecords<RepeatedRow> {
        var repeats = RecordSorter<RepeatedRow>(in: space)
        var sorted = try keys.sorted()
        var first: KeyedRow?
        var count = 0
        while let next = try sorted.next() {
            if count % 4096 == 0 { try stop() }
            count += 1
            if let first, first.key == next.key {
                try repeats.append(RepeatedRow(row: next.row, first: first.row))
            } else {
                first = next
            }
        }
        return try repeats.sorted()
    }

    /// What rows say that come back to a question.
    private static func later(
        _ records: consuming SortedRecords<TallyRecord>,
        _ repeats: consuming SortedRecords<RepeatedRow>, in space: SpillSpace
    ) throws(Fault) -> SortedRecords<LaterTally> {
        var later = RecordSorter<LaterTally>(in: space)
        var records = records
        var repeats = repeats
        while let repeated = try repeats.next() {
            while let record = try records.next() {
                guard record.row == repeated.row else { continue }
                try later.append(LaterTally(first: repeated.first, record: record))
                break
            }
        }
        return try later.sorted()
    }

    /// The next question or repeated row.
    mutating func next() throws(Fault) -> PlacedTally? {
        guard let (record, repeatedRow) = try walk.next() else { return nil }
        return PlacedTally(row: record.row, tally: record.tally, repeatedRow: repeatedRow)
    }

    /// A key for an id: two times 64 bits of Swift's hash, which has a key of its own in every process,
    /// so no table can make ids collide. What comes of the keys does not depend on it.
    private static func key(_ id: ByteSlice) -> Key128 {
        id.withBytes { bytes in
            var high = Hasher()
            high.combine(bytes: bytes)
            var low = high
            low.combine(true)
            return Key128(
                high: UInt64(bitPattern: Int64(high.finalize())),
                low: UInt64(bitPattern: Int64(low.finalize())))
        }
    }
}

/// Numbers for the names of sources, in the order in which they come.
struct SourceNumbers {
    /// The names by number. The first is that of rows which name none.
    private(set) var names = [""]
    private var numbers: [[UInt8]: UInt32] = [[]: 0]
    private var last: (name: ByteSlice, number: UInt32)?

    /// The number of a name.
    mutating func number(of name: ByteSlice?) -> UInt32 {
        guard let name else { return 0 }
        if let last, last.name == name { return last.number }
        let bytes = name.bytes
        let number = numbers[bytes] ?? UInt32(names.count)
        if number == names.count {
            numbers[bytes] = number
            names.append(name.text)
        }
        last = (name, number)
        return number
    }
}
