import Records

/// A question as a unit writes it: its pictures have no shard yet, and its row is told by its place
/// among the unit's rows.
struct UnitQuestion: TableRow, Equatable {
    /// Which of the unit's rows it comes from.
    var ordinal: Int
    /// The question.
    var question: Question
    /// What the checks noted of it and of its pictures, by name.
    var notes: [String]

    init(ordinal: Int, question: Question, notes: [String] = []) {
        self.ordinal = ordinal
        self.question = question
        self.notes = notes
    }

    var json: JSONValue {
        [
            "row": .integer(ordinal), "question": question.json,
            "notes": .array(notes.map { .string($0) }),
        ]
    }

    init(json: JSONValue) throws(Fault) {
        ordinal = try json.column("row", \.integerValue)
        question = try Question(json: try json.column("question") { $0 })
        notes = try json.column("notes", \.strings)
    }
}

/// A refused row as a unit writes it.
struct UnitReject: TableRow, Equatable {
    /// Which of the unit's rows it is; nothing for a file as a whole.
    var ordinal: Int?
    /// What `rejects` will say; of a row, all but where it stands.
    var reject: Reject

    init(ordinal: Int?, reject: Reject) {
        self.ordinal = ordinal
        self.reject = reject
    }

    var json: JSONValue {
        ["row": ordinal.map { .integer($0) } ?? .null, "reject": reject.json]
    }

    init(json: JSONValue) throws(Fault) {
        ordinal = json["row"]?.integerValue
        reject = try Reject(json: try json.column("reject") { $0 })
    }
}
