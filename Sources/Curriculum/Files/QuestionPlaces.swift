public import Records
public import Storage

/// Where the rows of the chosen questions lie in `questions.jsonl`.
public struct QuestionPlaces {
    /// How a row of a question begins.
    static let rowStart = Array("{\"id\":\"".utf8)

    private let lines: TableLines
    /// The rows, rising.
    private let rows: [Int]
    private var positions: [Int] = []

    /// Passes over the table once, and tells it from others row by row.
    ///
    /// - Parameters:
    ///   - path: `questions.jsonl`.
    ///   - rows: those that will be asked for, rising.
    ///   - table: the same questions, in the same order.
    ///   - others: is told every question: its row, what selection knows of it, and its id as JSON text.
    /// - Throws: a `Fault` if the tables are not of the same questions, and what `others` throws.
    public init(
        _ path: String, rows: [Int], _ table: CandidateTable,
        _ others: (Int, Candidate, ByteSlice) throws(Fault) -> Void
    ) throws(Fault) {
        lines = try TableLines(path)
        self.rows = rows
        positions.reserveCapacity(rows.count)
        let lines = lines
        var next = 0
        var positions: [Int] = []
        try table.forEach { row, candidate throws(Fault) in
            guard let line = try lines.nextRow(),
                let text = line.jsonText(behind: QuestionPlaces.rowStart),
                try TextHash(QuestionPlaces.id(text)) == candidate.id
            else { throw QuestionPlaces.mismatch(row) }
            if next < rows.count, rows[next] == row {
                positions.append(lines.position)
                next += 1
            }
            try others(row, candidate, text)
        }
        guard try lines.nextRow() == nil else { throw QuestionPlaces.mismatch(table.count) }
        self.positions = positions
    }

    /// The line of a row.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    /// - Precondition: it was asked for.
    func line(of row: Int) throws(Fault) -> ByteSlice {
        var range = 0..<rows.count
        while range.count > 1 {
            let middle = range.lowerBound + range.count / 2
            range = rows[middle] <= row ? middle..<range.upperBound : range.lowerBound..<middle
        }
        precondition(rows[range.lowerBound] == row, "a row that was not asked for")
        return try lines.row(at: positions[range.lowerBound])
    }

    /// An id from its JSON text.
    static func id(_ text: ByteSlice) throws(Fault) -> ByteSlice {
        guard text.withBytes({ $0.contains(UInt8(ascii: "\\")) }) else { return text }
        let quote = [UInt8(ascii: "\"")]
        let value = try JSONReader.parse(quote + text.bytes + quote, file: "questions.jsonl")
        return ByteSlice(Array((value.stringValue ?? "").utf8))
    }

    private static func mismatch(_ row: Int) -> Fault {
        Fault(
            .badInput,
            "row \(row) of `questions.jsonl` and row \(row) of `pass_rates.parquet` are not of one "
                + "question",
            remedy: "label the questions again: the two files of the `sample` stage belong together"
        )
    }
}
