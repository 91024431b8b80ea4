import Records
import Storage

/// Reads runs of draws from the columns of a Parquet table, a batch at a time.
struct ParquetDrawReader {
    private let batches: ParquetBatches
    private let id: IDColumn
    private let source: ParquetTexts?
    private let capability: ParquetTexts?
    private let kind: ParquetTexts?
    private let rightButFormat: ParquetIntegers?
    private let content: Content
    private let isByQuestion: Bool
    /// What each row of the batch says of its draw.
    private var outcomes: [DrawnResult] = []
    /// Whether each row of the batch is about an answer to a question with its picture.
    private var areAnswers: [Bool] = []
    /// The codes of the batch's ids, where those are texts.
    private var idCodes: [Int32] = []
    /// Those of its sources, where there are any.
    private var sourceCodes: [Int32] = []
    /// 1 for a draw that is right but for the format; empty where nobody says.
    private var formatFlags: [Int64] = []

    /// What a row tells.
    private enum Content {
        case counts(
            right: ParquetDoubles, draws: ParquetDoubles, details: [DrawDetail: ParquetDoubles])
        case verdicts(ParquetTexts)
        case accuracies(ParquetDoubles)
    }

    /// Ids are texts or whole numbers.
    private enum IDColumn {
        case texts(ParquetTexts)
        case integers(ParquetIntegers)
    }

    /// - Throws: a `ParquetFault` where a column is not of its type.
    init(_ file: ParquetFile, _ columns: DrawColumns) throws(ParquetFault) {
        let batches = ParquetBatches(file)
        self.batches = batches
        isByQuestion = columns.isByQuestion
        func isNumeric(_ name: String) -> Bool {
            let field = file.fields.first { $0.name.utf8.elementsEqual(name.utf8) }
            switch field?.content {
            case .values(.byteArray, _)?, .values(.fixedLengthByteArray, _)?: return false
            case .values?: return true
            default: return false
            }
        }
        id =
            isNumeric(columns.id)
            ? .integers(try batches.integers(columns.id)) : .texts(try batches.texts(columns.id))
        source = if let name = columns.source { try batches.texts(name) } else { nil }
        capability = if let name = columns.capability { try batches.texts(name) } else { nil }
        kind = if let name = columns.kind { try batches.texts(name) } else { nil }
        rightButFormat =
            if let name = columns.rightButFormat, isNumeric(name) {
                try batches.integers(name)
            } else { nil }
        switch columns.form {
        case .counts(let right, let draws):
            var details: [DrawDetail: ParquetDoubles] = [:]
            for part in columns.details { details[part] = try batches.doubles(part.rawValue) }
            content = .counts(
                right: try batches.doubles(right), draws: try batches.doubles(draws),
                details: details)
        case .draw(let outcome):
            content =
                isNumeric(outcome)
                ? .accuracies(try batches.doubles(outcome))
                : .verdicts(try batches.texts(outcome))
        }
    }

    /// How many rows the batch has.
    var count: Int { batches.count }

    /// Reads the next batch; false at the end.
    mutating func next() throws(ParquetFault) -> Bool {
        // Nobody else holds what is filled anew.
        (idCodes, sourceCodes, formatFlags) = ([], [], [])
        guard try batches.next() else { return false }
        if case .texts(let column) = id { idCodes = column.codes }
        sourceCodes = source?.codes ?? []
        formatFlags = rightButFormat?.values ?? []
        readOutcomes()
        return true
    }

    private mutating func readOutcomes() {
        switch content {
        case .counts: return
        case .accuracies(let column):
            outcomes.removeAll(keepingCapacity: true)
            let (values, isNull) = (column.values, column.isNull)
            for row in values.indices {
                outcomes.append(isNull[row] ? .missing : DrawnResult(values[row]))
            }
        case .verdicts(let column):
            TextMemo.read(column, into: &outcomes, absent: .missing) { DrawnResult($0.text) }
        }
        guard let kind else { return }
        TextMemo.read(kind, into: &areAnswers, absent: false) {
            $0.text == RolloutKind.answer.rawValue
        }
        for row in areAnswers.indices where !areAnswers[row] { outcomes[row] = .otherKind }
    }

    /// The first row behind those that have the same id as a row and follow it. Some may follow that
    /// have it too.
    func endOfRun(from start: Int) -> Int {
        var end = start + 1
        switch id {
        case .integers(let column):
            let (values, isNull) = (column.values, column.isNull)
            while end < values.count, values[end] == values[start], isNull[end] == isNull[start] {
                end += 1
            }
        case .texts:
            while end < idCodes.count, idCodes[end] == idCodes[start] { end += 1 }
        }
        return end
    }

    /// Takes the rows of one question.
    ///
    /// - Returns: how many of them are about something else.
    func take(
        _ rows: Range<Int>, _ visit: (DrawRun) throws(Fault) -> Void,
        refuse: (RefusedRow) throws(Fault) -> Void
    ) throws(Fault) -> Int {
        let base = batches.rows.lowerBound
        guard let id = id(of: rows.lowerBound) else {
            for row in rows {
                try refuse(
                    RefusedRow(
                        row: base + row, reason: RefusedRow.malformed,
                        detail: "the id is missing, not UTF-8, or has a line break"))
            }
            return 0
        }
        let told = isByQuestion ? try counts(of: rows, id, refuse) : try draws(of: rows, id, refuse)
        if let row = told.row {
            try visit(
                DrawRun(
                    row: base + row, rowCount: told.rowCount, id: id,
                    source: source?[row], capability: capability?[row],
                    tally: told.tally, isMixed: told.isMixed))
        }
        return told.otherKind
    }

    /// What rows of one question say.
    private struct Told {
        /// The first row that says something of its draws, if any does.
        var row: Int?
        var rowCount = 0
        var tally = DrawTally()
        /// Whether the rows name several sources.
        var isMixed = false
        /// How many rows are about something else.
        var otherKind = 0
    }

    private func draws(
        of rows: Range<Int>, _ id: ByteSlice, _ refuse: (RefusedRow) throws(Fault) -> Void
    ) throws(Fault) -> Told {
        var told = Told()
        for row in rows {
            let outcome = outcomes[row]
            switch outcome {
            case .otherKind: told.otherKind += 1
            case .malformed:
                try refuse(
                    RefusedRow(
                        row: batches.rows.lowerBound + row, reason: RefusedRow.malformed,
                        detail: "neither a verdict nor an accuracy from 0 to 1", id: id.text))
            default:
                told.tally.add(
                    outcome, isRightButFormat: !formatFlags.isEmpty && formatFlags[row] == 1)
                told.rowCount += 1
                let first = told.row ?? row
                told.row = first
                if !sourceCodes.isEmpty, sourceCodes[row] != sourceCodes[first],
                    source?[row] != source?[first]
                {
                    told.isMixed = true
                }
            }
        }
        return told
    }

    private func counts(
        of rows: Range<Int>, _ id: ByteSlice, _ refuse: (RefusedRow) throws(Fault) -> Void
    ) throws(Fault) -> Told {
        do throws(Fault) {
            return Told(row: rows.lowerBound, rowCount: 1, tally: try counts(of: rows.lowerBound))
        } catch {
            try refuse(
                RefusedRow(
                    row: batches.rows.lowerBound + rows.lowerBound, reason: RefusedRow.impossible,
                    detail: error.message, id: id.text))
            return Told()
        }
    }

    private func id(of row: Int) -> ByteSlice? {
        switch id {
        case .integers(let column):
            column.isNull[row] ? nil : ByteSlice(Array("\(column.values[row])".utf8))
        case .texts(let column): column[row].flatMap { QuestionID.isValid($0) ? $0 : nil }
        }
    }

    private func counts(of row: Int) throws(Fault) -> DrawTally {
        guard case .counts(let right, let draws, let details) = content else {
            return DrawTally()
        }
        func number(_ column: ParquetDoubles, _ what: String) throws(Fault) -> Int {
            guard !column.isNull[row], let number = Int(exactly: column.values[row]) else {
                throw Fault(.badInput, "`\(what)` is missing or no whole number")
            }
            return number
        }
        return try DrawTally(
            right: try number(right, "right"), draws: try number(draws, "draws")
        ) { part throws(Fault) in
            guard let column = details[part] else { return 0 }
            return try number(column, part.rawValue)
        }
    }
}
