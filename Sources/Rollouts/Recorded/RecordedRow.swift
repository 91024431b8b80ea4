import Records

/// One recorded rollout, before it is known which question it answers.
struct RecordedRow {
    /// How a row says which question it answers.
    enum Subject: Hashable {
        /// By its id.
        case id(String)
        /// By the prompt that holds its text, and the gold answer if that is there.
        case text(prompt: String, answer: String?)
    }

    /// Which question it answers.
    var question: Subject
    /// Which draw of a question a row is.
    struct Draw: Hashable {
        /// The draw whose description was given.
        var parent: Int?
        var number: Int
    }

    /// What it was drawn for.
    var kind = RolloutKind.answer
    /// Which draw it is, where the file says.
    var draw: Draw?
    /// The response.
    var response: PolicyResponse
    /// The training step that it was drawn in, where the file says.
    var step: Int?
    /// The provenance that it belongs to, where the file says.
    var provenance: String?

    /// Whether PeBR-R1's writer cut the text: its first and last 50 characters around three dots.
    var isCut: Bool {
        guard response.text.utf8.count >= 103, response.text.count == 103 else { return false }
        return response.text.dropFirst(50).hasPrefix("...")
    }
}
