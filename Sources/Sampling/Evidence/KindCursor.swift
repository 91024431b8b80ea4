import Records

/// A row about a question's draws of one kind.
protocol DrawnRow: TableRow {
    /// The question's id.
    var question: String { get }
    /// What was drawn.
    var kind: RolloutKind { get }
}

extension Rollout: DrawnRow {}
extension MissingDraw: DrawnRow {}
extension DrawGroup: DrawnRow {}

/// Walks the rows of one kind in a table of a rollout stage.
///
/// The units of the stage hold all answers before what other passes drew, so the rows of a kind, taken
/// by themselves, are in the order of the questions through the whole table.
final class KindCursor<Row: DrawnRow> {
    private let read: () throws(Fault) -> Row?
    private let table: String
    private let kind: RolloutKind
    /// All kinds that were drawn.
    private let kinds: Set<RolloutKind>
    private var head: Row?

    /// A walk that starts at a table's first row of a kind.
    ///
    /// - Parameter read: gives the table's next row; nothing behind the last.
    init(
        _ table: String, _ kind: RolloutKind, among kinds: Set<RolloutKind>,
        _ read: @escaping () throws(Fault) -> Row?
    ) throws(Fault) {
        self.read = read
        self.table = table
        self.kind = kind
        self.kinds = kinds
        try advance()
    }

    /// The next row if it is about this question.
    func take(_ question: String) throws(Fault) -> Row? {
        guard let row = head, row.question.utf8.elementsEqual(question.utf8) else { return nil }
        try advance()
        return row
    }

    /// The next rows about this question.
    func takeAll(_ question: String) throws(Fault) -> [Row] {
        var rows: [Row] = []
        while let row = try take(question) { rows.append(row) }
        return rows
    }

    /// Makes sure that every row was about one of the questions, in their order.
    ///
    /// - Throws: a `Fault` of code `badInput` that names the row where one is left.
    func checkEnd() throws(Fault) {
        if let head { throw outOfPlace(head) }
    }

    private func advance() throws(Fault) {
        repeat {
            head = try read()
            // Nobody would read the rows of a kind that no group tells of.
            if let head, !kinds.contains(head.kind) { throw outOfPlace(head) }
        } while head.map { $0.kind != kind } ?? false
    }

    private func outOfPlace(_ row: Row) -> Fault {
        Fault(
            .badInput,
            "\(table) has a row of kind `\(row.kind.rawValue)` about question `\(row.question)` "
                + "that is not where it belongs; expected the order of questions.jsonl",
            remedy: "run the rollout stage again")
    }
}
