public import Records
import Storage

/// What a unit of a rollout stage has drawn, before it is graded.
public struct RolloutTables {
    /// The table of the draws.
    public static let draws = "draws.parquet"

    private var rows: [DrawRow] = []
    private var missingRows: [MissingDraw] = []
    private var groupRows: [DrawGroup] = []

    /// No draws.
    public init() {}

    /// Adds what came of a prompt of `wanted` draws. `parent` is the draw whose description was
    /// given: the draws of a description follow those of the descriptions before it.
    public mutating func add(
        _ group: DrawnGroup, of question: Question, _ kind: RolloutKind, wanted: Int,
        parent: Int? = nil
    ) {
        let first = (parent ?? 0) * wanted
        for outcome in group.outcomes {
            switch outcome.result {
            case .response(let response):
                rows.append(
                    DrawRow(
                        question: question.id, kind: kind, draw: first + outcome.draw,
                        parent: parent, response: response))
            case .missing(let reason, let detail):
                missingRows.append(
                    MissingDraw(
                        question: question.id, kind: kind, draw: first + outcome.draw,
                        reason: reason, detail: detail))
            }
        }
        if let last = groupRows.indices.last, parent != nil, groupRows[last].kind == kind,
            groupRows[last].question.utf8.elementsEqual(question.id.utf8)
        {
            groupRows[last].asked += group.outcomes.count
            groupRows[last].wanted += wanted
        } else {
            groupRows.append(
                DrawGroup(
                    question: question.id, kind: kind, asked: group.outcomes.count,
                    wanted: wanted, end: group.end))
        }
    }

    /// Writes the tables into a folder.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public func write(to folder: String) throws(Fault) {
        try ParquetTableWriter.write(
            rows, columns: DrawRow.columns, to: folder + "/" + RolloutTables.draws)
        try ParquetTableWriter.write(
            missingRows, columns: MissingDraw.columns, to: folder + "/" + MissingDraw.table)
        try ParquetTableWriter.write(
            groupRows, columns: DrawGroup.columns, to: folder + "/" + DrawGroup.table)
    }

    /// Facts for the receipt.
    ///
    /// - Parameters:
    ///   - servers: what was found out about whoever answers.
    ///   - bought: what a budget was spent on.
    public func details(servers: JSONValue?, bought: BoughtDraws?) -> JSONValue {
        let answers = groupRows.filter { $0.kind == .answer }
        return [
            "draws": .integer(rows.count), "missing": .integer(missingRows.count),
            "tokens": .integer(rows.reduce(0) { $0 + ($1.response.tokenCount ?? 0) }),
            "saved": .integer(answers.reduce(0) { $0 + max(0, $1.wanted - $1.asked) }),
            "servers": servers ?? .null, "budget": bought?.json ?? .null,
        ]
    }
}
