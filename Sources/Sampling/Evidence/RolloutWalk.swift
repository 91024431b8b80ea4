public import Records
import Storage

/// Walks what a rollout stage has published, a question at a time: memory does not grow with it.
public final class RolloutWalk {
    private let questions: TableCursor<Question>
    private let groups: KindCursor<DrawGroup>
    private let answers: KindCursor<Rollout>
    private let missing: KindCursor<MissingDraw>
    private let blind: KindCursor<Rollout>?
    private let described: KindCursor<Rollout>?

    /// What is read of rollouts.
    enum Part {
        /// The verdicts on answers, and nothing of what other passes drew.
        case verdicts
        /// What labels need: all but the responses.
        case evidence
        /// Everything.
        case all
    }

    /// Opens the tables of an artifact.
    ///
    /// - Parameter kinds: the kinds of draws that its groups tell of.
    init(_ folder: String, kinds: Set<RolloutKind>, part: Part = .evidence) throws(Fault) {
        func cursor<Row: DrawnRow>(
            _ table: String, as type: Row.Type
        ) throws(Fault) -> KindCursor<Row> {
            let rows = try ParquetTableCursor<Row>(folder + "/" + table)
            return try KindCursor(table, .answer, among: kinds) { () throws(Fault) in
                try rows.next()
            }
        }
        func rollouts(_ kind: RolloutKind) throws(Fault) -> KindCursor<Rollout> {
            let table = "rollouts.parquet"
            if part == .all {
                let rows = try ParquetTableCursor<Rollout>(folder + "/" + table)
                return try KindCursor(table, kind, among: kinds) { () throws(Fault) in
                    try rows.next()
                }
            }
            let rows = try RolloutReader(
                folder + "/" + table, readsEvidence: part == .evidence)
            return try KindCursor(table, kind, among: kinds) { () throws(Fault) in
                try rows.next()
            }
        }
        let others = part == .verdicts ? [] : kinds
        questions = try TableCursor(folder + "/questions.jsonl")
        groups = try cursor(DrawGroup.table, as: DrawGroup.self)
        answers = try rollouts(.answer)
        missing = try cursor(MissingDraw.table, as: MissingDraw.self)
        blind = others.contains(.blind) ? try rollouts(.blind) : nil
        described = others.contains(.description) ? try rollouts(.description) : nil
    }

    /// Opens the tables of an artifact, to read all that they tell of every draw.
    ///
    /// - Throws: a `Fault` where a table is broken.
    public convenience init(all folder: String) throws(Fault) {
        try self.init(
            folder, kinds: try GroupSurvey.kinds(folder + "/" + DrawGroup.table), part: .all)
    }

    /// The next question with its draws; nothing behind the last.
    ///
    /// - Throws: a `Fault` where a row is broken or not where it belongs.
    public func next() throws(Fault) -> QuestionDraws? {
        guard let question = try questions.next() else {
            try groups.checkEnd()
            try answers.checkEnd()
            try missing.checkEnd()
            try blind?.checkEnd()
            try described?.checkEnd()
            return nil
        }
        guard let group = try groups.take(question.id) else {
            try groups.checkEnd()
            throw Fault(
                .badInput, "\(DrawGroup.table) has no row about question `\(question.id)`",
                remedy: "run the rollout stage again")
        }
        return QuestionDraws(
            question: question, group: group,
            answers: try answers.takeAll(question.id),
            missing: try missing.takeAll(question.id),
            blind: try blind?.takeAll(question.id) ?? [],
            described: try described?.takeAll(question.id) ?? [])
    }
}
