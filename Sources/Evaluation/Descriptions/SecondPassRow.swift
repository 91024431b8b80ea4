import Records

/// What became of one response's description: a row of `second-pass`.
struct SecondPassRow: TableRow, Hashable {
    /// The question's id.
    var question: String
    /// Which of its responses.
    var draw: Int
    /// Who answered from the description: `self`, or a stage.
    var reader: String
    /// The verdict on the answer; `missing`, `leak` or `unreadable` where there was none.
    var outcome: String

    var json: JSONValue {
        [
            "question": .string(question), "draw": .integer(draw), "reader": .string(reader),
            "outcome": .string(outcome),
        ]
    }

    init(question: String, draw: Int, reader: String, outcome: String) {
        self.question = question
        self.draw = draw
        self.reader = reader
        self.outcome = outcome
    }

    init(json: JSONValue) throws(Fault) {
        question = try json.column("question", \.stringValue)
        draw = try json.column("draw", \.integerValue)
        reader = try json.column("reader", \.stringValue)
        outcome = try json.column("outcome", \.stringValue)
    }
}
