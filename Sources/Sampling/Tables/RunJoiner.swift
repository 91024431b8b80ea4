public import Records
import Storage

/// Joins rows that come one by one to runs of rows about one question.
public struct RunJoiner {
    /// The rows so far.
    public private(set) var counts = DrawRowCounts()

    private let isByQuestion: Bool
    private var run: DrawRun?

    /// A row as its format gives it.
    public struct Row {
        var id: ByteSlice
        var source: ByteSlice?
        var capability: ByteSlice?
        var tally: DrawTally
    }

    /// Joins nothing yet.
    ///
    /// - Parameter isByQuestion: whether each row is a question, so that no two are joined.
    public init(isByQuestion: Bool) { self.isByQuestion = isByQuestion }

    /// Takes the next row, or refuses it; hands out the rows before, if it is about another question.
    ///
    /// - Parameters:
    ///   - number: the row's, counted from 0.
    ///   - read: what the row says; nothing if it is about something else.
    ///   - visit: takes the rows before.
    ///   - refuse: takes the row where `read` throws.
    /// - Throws: what `visit` and `refuse` throw.
    public mutating func take(
        _ number: Int, _ read: () throws(RowProblem) -> Row?,
        _ visit: (DrawRun) throws(Fault) -> Void, refuse: (RefusedRow) throws(Fault) -> Void
    ) throws(Fault) {
        counts.rows += 1
        let row: Row?
        do throws(RowProblem) {
            row = try read()
        } catch {
            return try refuse(RefusedRow(error, at: number))
        }
        guard let row else {
            counts.otherKind += 1
            return
        }
        try add(row, at: number, visit)
    }

    private mutating func add(
        _ row: Row, at number: Int, _ visit: (DrawRun) throws(Fault) -> Void
    ) throws(Fault) {
        if !isByQuestion, run?.id == row.id {
            run?.tally.add(row.tally)
            run?.rowCount += 1
            if run?.source != row.source { run?.isMixed = true }
            return
        }
        try end(visit)
        run = DrawRun(
            row: number, rowCount: 1, id: row.id, source: row.source, capability: row.capability,
            tally: row.tally)
    }

    /// Hands out the last rows.
    public mutating func end(_ visit: (DrawRun) throws(Fault) -> Void) throws(Fault) {
        guard let run else { return }
        self.run = nil
        try visit(run)
    }
}

/// Why a row cannot be used, before its number is known.
public struct RowProblem: Error {
    var reason = RefusedRow.malformed
    var detail: String
    var id: String?
}

extension RowProblem {
    /// A row that is not what its format says.
    ///
    /// - Parameter detail: what was found, and what was expected.
    public init(detail: String) { self.init(detail: detail, id: nil) }
}

extension RefusedRow {
    /// A row with what is wrong with it.
    init(_ problem: RowProblem, at row: Int) {
        self.init(row: row, reason: problem.reason, detail: problem.detail, id: problem.id)
    }
}

extension DrawColumns {
    /// What a row says, read by the names of columns; nothing if it is about something else than an
    /// answer to a question with its picture.
    ///
    /// - Throws: what is wrong with the row.
    public func row(_ value: (String) -> JSONValue?) throws(RowProblem) -> RunJoiner.Row? {
        func text(_ name: String?) -> ByteSlice? {
            guard let name, let value = value(name) else { return nil }
            let text = value.stringValue ?? value.integerValue.map { "\($0)" }
            return text.map { ByteSlice(Array($0.utf8)) }
        }
        guard let id = text(id), QuestionID.isValid(id) else {
            throw RowProblem(detail: "the id is missing, no text or number, or has a line break")
        }
        var row = RunJoiner.Row(
            id: id, source: text(source), capability: text(capability), tally: DrawTally())
        switch form {
        case .counts(let right, let draws):
            do throws(Fault) {
                row.tally = try DrawTally(
                    right: try DrawColumns.count(value(right), right),
                    draws: try DrawColumns.count(value(draws), draws)
                ) { part throws(Fault) in
                    guard details.contains(part) else { return 0 }
                    return try DrawColumns.count(value(part.rawValue), part.rawValue)
                }
            } catch {
                throw RowProblem(
                    reason: RefusedRow.impossible, detail: error.message, id: id.text)
            }
        case .draw(let outcome):
            if let kind, let found = value(kind)?.stringValue, found != RolloutKind.answer.rawValue
            {
                return nil
            }
            let outcome = DrawnResult(value(outcome))
            guard outcome != .malformed else {
                throw RowProblem(
                    detail: "neither a verdict nor an accuracy from 0 to 1", id: id.text)
            }
            let isRightButFormat = rightButFormat.map { DrawnResult(value($0)) == .right }
            row.tally.add(outcome, isRightButFormat: isRightButFormat ?? false)
        }
        return row
    }

    /// A number of draws, which a table without types has as a text.
    private static func count(_ value: JSONValue?, _ what: String) throws(Fault) -> Int {
        let number =
            value?.integerValue ?? value?.realValue.flatMap { Int(exactly: $0) }
            ?? value?.stringValue.flatMap { Int($0) ?? Double($0).flatMap { Int(exactly: $0) } }
        if let number { return number }
        throw Fault(.badInput, "`\(what)` is missing or no whole number")
    }
}
