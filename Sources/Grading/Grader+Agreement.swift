public import Records

extension Grader {
    /// Whether an answer to a question says what another does.
    public func isSame(_ first: String, _ other: String, of question: Question) -> Bool {
        equivalence.verdict(given: other, gold: first, choices: question.choices) == .right
    }
}
