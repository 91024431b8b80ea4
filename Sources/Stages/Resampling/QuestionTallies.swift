import Records
import Sampling
import Storage

/// What a table's rows say of each question, whatever their order, in memory that does not grow with
/// their number: rows are sorted by question and joined, and questions then by their first row.
struct QuestionTallies {
    /// The questions in the order of their first rows, and rows that repeat a question.
    private(set) var placed: SortedRecords<PlacedTally>
    /// How many questions there are.
    private(set) var questionCount = 0
    /// How many rows tell of their draws.
    private(set) var rowCount = 0
    /// How many questions have rows of several sources; the first one counts.
    private(set) var mixedSourceCount = 0
    /// How many questions have how many right draws, by source.
    private(set) var histograms = SourceHistograms()

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
        var keys = SHA256()
        var records = RecordSorter<TallyRecord>(in: space)
        _ = try table.forEach { run throws(Fault) in
            if records.count % 4096 == 0 { try stop() }
            run.id.withSpan { keys.update($0) }
            try records.append(
                TallyRecord(
                    key: Key128(keys.finalize()), row: run.row, rowCount: run.rowCount,
                    tally: run.tally, source: sources.number(of: run.source)))
        } refuse: { _ in
        }
        var byRow = RecordSorter<PlacedTally>(in: space)
        var sorted = try records.sorted()
        var open = try sorted.next()
        var isMixed = false
        while var current = open {
            if questionCount % 4096 == 0 { try stop() }
            let next = try sorted.next()
            open = next
            if let next, next.key == current.key {
                if table.columns.isByQuestion {
                    try byRow.append(
                        PlacedTally(row: next.row, tally: DrawTally(), repeatedRow: current.row))
                } else {
                    current.tally.add(next.tally)
                    current.rowCount += next.rowCount
                    isMixed = isMixed || next.source != current.source
                }
                open = current
                continue
            }
            try byRow.append(PlacedTally(row: current.row, tally: current.tally))
            questionCount += 1
            rowCount += current.rowCount
            if isMixed { mixedSourceCount += 1 }
            isMixed = false
            if needsHistograms {
                let counts = current.tally.counts
                histograms.add(
                    sources.names[Int(current.source)], right: counts.right,
                    notRight: counts.notRight)
            }
        }
        placed = try byRow.sorted()
    }

    /// The next question or repeated row.
    mutating func next() throws(Fault) -> PlacedTally? { try placed.next() }
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
