import Manifests
import Records
import Storage

/// Questions that a stage cannot use, with the reasons.
struct RejectTable {
    /// The kind of stage that cannot use them.
    let stage: StageKind
    /// The rows so far.
    private(set) var rows: [Reject] = []

    /// A table of a stage's.
    init(stage: StageKind) { self.stage = stage }

    /// Notes a question.
    mutating func add(_ question: Question, reason: String, detail: String) {
        rows.append(
            Reject(
                source: question.source, file: "questions.jsonl", row: nil, id: question.id,
                stage: stage.rawValue, reason: reason, detail: detail))
    }

    /// Notes all that another table holds.
    mutating func add(_ other: RejectTable) { rows += other.rows }

    /// How many there are by reason.
    var counts: [String: Int] { Dictionary(grouping: rows, by: \.reason).mapValues(\.count) }

    /// As `3 target_missing, 1 question_too_long`.
    var description: String {
        counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }

    /// The sum of these and `outputs` usable questions.
    func accounting(outputs: Int) -> Accounting {
        Accounting(inputs: rows.count + outputs, outputs: outputs, rejects: counts)
    }

    /// Writes `rejects.jsonl`.
    func write(to folder: String) throws(Fault) {
        try TableWriter<Reject>.write(rows, to: folder + "/rejects.jsonl")
    }
}
