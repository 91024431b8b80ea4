import Records
import Storage

/// Which held-out questions are asked where not all are.
enum HeldOutSample {
    /// Splits questions into those that are asked and the others, each in their order. Who is asked depends on the
    /// ids alone: a question that is added takes the place of one other at most.
    ///
    /// - Parameter limit: the most that are asked; nothing for all.
    static func of(
        _ questions: [Question], limit: Int?
    ) -> (asked: [Question], others: [Question]) {
        guard let limit, limit < questions.count else { return (questions, []) }
        let ranked = questions.indices.map { index in
            (rank: SHA256.digest(of: Array(questions[index].id.utf8)).hex, index: index)
        }.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }
        let chosen = Set(ranked.prefix(limit).map(\.index))
        return (
            questions.indices.filter { chosen.contains($0) }.map { questions[$0] },
            questions.indices.filter { !chosen.contains($0) }.map { questions[$0] }
        )
    }
}
