import Records
import Storage

/// Reads runs of draws from the columns of a Parquet table, a batch at a time.
struct ParquetDrawReader {
    private let batches: ParquetBatches
    private let id: IDColumn
    private let source: ParquetTexts?
    private let capability: ParquetTexts?
    private let kind: ParquetTexts?
    private let content: Content
    /// What each row of the batch says of its draw.
    private var outcomes: [DrawnResult] = []

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
        guard try batches.next() else { return false }
        readOutcomes()
        return true
    }

    private mutating func readOutcomes() {
        outcomes.removeAll(keepingCapacity: true)
        switch content {
        case .counts: return
        case .accuracies(let column):
            let (values, isNull) = (column.values, column.isNull)
            for row in values.indices {
                outcomes.append(isNull[row] ? .missing : DrawnResult(values[row]))
            }
        case .verdicts(let column):
            var known = TextMemo<DrawnResult>()
            for row in column.codes.indices {
                outcomes.append(
                    known.value(of: row, in: column) { DrawnResult($0.text) } ?? .missing)
            }
        }
        guard let kind else { return }
        var known = TextMemo<Bool>()
        for row in kind.codes.indices {
            let isAnswer = known.value(of: row, in: kind) {
                $0.text == RolloutKind.answer.rawValue
            }
            if isAnswer != true { outcomes[row] = .otherKind }
        }
    }

    /// The first row behind those that have the same id as a row and follow it.
    func endOfRun(from start: Int) -> Int {
        var end = start + 1
        switch id {
        case .integers(let column):
            let (values, isNull) = (column.values, column.isNull)
            while end < values.count, values[end] == values[start], isNull[end] == isNull[start] {
                end += 1
            }
        case .texts(let column):
            let codes = column.codes
            while end < codes.count {
                // A dictionary may hold a text twice.
                guard codes[end] == codes[end - 1] || column[end] == column[start] else { break }
                end += 1
            }
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
        var run = DrawRun(row: -1, rowCount: 0, id: id, tally: DrawTally())
        var otherKind = 0
        for row in rows {
            if case .counts = content {
                do throws(Fault) {
                    run.tally = try counts(of: row)
                } catch {
                    try refuse(
                        RefusedRow(
                            row: base + row, reason: RefusedRow.impossible, detail: error.message,
                            id: id.text))
                    continue
                }
            } else {
                let outcome = outcomes[row]
                if outcome == .otherKind {
                    otherKind += 1
                    continue
                }
                if outcome == .malformed {
                    try refuse(
                        RefusedRow(
                            row: base + row, reason: RefusedRow.malformed,
                            detail: "neither a verdict nor an accuracy from 0 to 1", id: id.text))
                    continue
                }
                run.tally.add(outcome)
            }
            if run.row < 0 {
                run.row = base + row
                run.source = source?[row]
                run.capability = capability?[row]
            }
            run.rowCount += 1
        }
        if run.rowCount > 0 { try visit(run) }
        return otherKind
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
