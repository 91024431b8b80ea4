public import Records

/// Questions that a stage cannot use, with the reasons.
public struct RejectTable: Sendable {
    private let stage: String
    /// The rows so far.
    public private(set) var rows: [Reject] = []

    /// No questions.
    ///
    /// - Parameter stage: the kind of stage that cannot use them.
    public init(stage: String) { self.stage = stage }

    /// Notes a question.
    public mutating func add(_ question: Question, reason: String, detail: String) {
        rows.append(
            Reject(
                source: question.source, file: "questions.jsonl", row: nil, id: question.id,
                stage: stage, reason: reason, detail: detail))
    }

    /// Notes all that another table holds.
    public mutating func add(_ other: RejectTable) { rows += other.rows }

    /// How many there are by reason.
    public var counts: [String: Int] { Dictionary(grouping: rows, by: \.reason).mapValues(\.count) }

    /// As `3 target_missing, 1 question_too_long`.
    public var description: String {
        counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }

    /// The sum of these and `outputs` usable questions.
    public func accounting(outputs: Int) -> Accounting {
        Accounting(inputs: rows.count + outputs, outputs: outputs, rejects: counts)
    }

    /// Writes `rejects.jsonl`.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public func write(to folder: String) throws(Fault) {
        try TableWriter<Reject>.write(rows, to: folder + "/rejects.jsonl")
    }
}
