import Engine
import Records
import Sampling
import Storage

/// Walks what a rollout stage has published, a question at a time: memory does not grow with it.
final class RolloutWalk {
    private let questions: TableCursor<Question>
    private let groups: KindCursor<DrawGroup>
    private let answers: KindCursor<Rollout>
    private let missing: KindCursor<MissingDraw>
    private let blind: KindCursor<Rollout>?
    private let described: KindCursor<Rollout>?

    /// What labels need of a rollout.
    private static let columns = [
        "question", "kind", "draw", "parent", "answer", "verdict", "states_answer",
        "right_but_format", "grader", "rewards", "provenance",
    ]
    private static let others: [JSONValue.Member] = [
        .init("response", ""), .init("finish_reason", "stop"),
    ]

    /// Opens the tables of an artifact.
    ///
    /// - Parameters:
    ///   - kinds: the kinds of draws that its groups tell of.
    ///   - readsResponses: whether rollouts come with their texts.
    init(
        _ folder: String, kinds: Set<RolloutKind>, readsResponses: Bool = false
    ) throws(Fault) {
        func cursor<Row: DrawnRow>(
            _ table: String, _ kind: RolloutKind, as type: Row.Type
        ) throws(Fault) -> KindCursor<Row> {
            let isLight = !readsResponses && type == Rollout.self
            return try KindCursor(
                folder, table, kind, among: kinds, columns: isLight ? RolloutWalk.columns : nil,
                others: isLight ? RolloutWalk.others : [])
        }
        questions = try TableCursor(folder + "/questions.jsonl")
        groups = try cursor(RolloutTables.groups, .answer, as: DrawGroup.self)
        answers = try cursor("rollouts.parquet", .answer, as: Rollout.self)
        missing = try cursor(RolloutTables.missing, .answer, as: MissingDraw.self)
        blind =
            kinds.contains(.blind)
            ? try cursor("rollouts.parquet", .blind, as: Rollout.self) : nil
        described =
            kinds.contains(.description)
            ? try cursor("rollouts.parquet", .description, as: Rollout.self) : nil
    }

    /// The next question with its draws; nothing behind the last.
    ///
    /// - Throws: a `Fault` where a row is broken or not where it belongs.
    func next() throws(Fault) -> QuestionDraws? {
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
                .badInput, "\(RolloutTables.groups) has no row about question `\(question.id)`",
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
