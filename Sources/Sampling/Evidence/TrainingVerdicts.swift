import Records
import Storage

/// What the grader said of the responses that a policy was trained on: evidence of pass rates that costs
/// no draw. It is of the policy as it changed, so it counts as earlier evidence does.
///
/// Holds about 32 bytes a question.
struct TrainingVerdicts {
    /// A row of `trained.parquet`, as far as it is evidence.
    private struct Row: TableRow {
        let question: String
        let counts: TrialCounts

        init(json: JSONValue) throws(Fault) {
            question = try json.column("question", \.stringValue)
            let right = try json.column("right", \.integerValue)
            counts = TrialCounts(
                right: right, draws: right + (try json.column("not_right", \.integerValue)))
        }

        var json: JSONValue {
            [
                "question": .string(question), "right": .integer(counts.right),
                "not_right": .integer(counts.draws - counts.right),
            ]
        }
    }

    private var counts: [Key128: TrialCounts] = [:]
    /// Responses that say something.
    private(set) var drawCount = 0

    /// Questions of which there is a response that says something.
    var questionCount: Int { counts.count }

    /// The sum of what some phases' trainers have drawn.
    ///
    /// - Parameter paths: their tables.
    /// - Throws: a `Fault` where one cannot be read.
    init(_ paths: [String]) throws(Fault) {
        for path in paths {
            let rows = try ParquetTableCursor<Row>(
                path, columns: ["question", "right", "not_right"])
            while let row = try rows.next() {
                guard row.counts.draws > 0 else { continue }
                let key = GroupSurvey.key(row.question)
                var sum = counts[key] ?? TrialCounts()
                sum.right += row.counts.right
                sum.draws += row.counts.draws
                counts[key] = sum
                drawCount += row.counts.draws
            }
        }
    }

    /// What was said of a question's responses.
    func counts(of question: String) -> TrialCounts {
        counts.isEmpty ? TrialCounts() : counts[GroupSurvey.key(question)] ?? TrialCounts()
    }
}
