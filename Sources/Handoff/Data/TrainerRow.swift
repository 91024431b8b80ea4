public import Records

/// A question as a row of a trainer's file. Every row of a trainer has the same columns, of the same
/// types: trainers that read JSON by columns take the first rows' for all.
public struct TrainerRow: TableRow {
    /// The row.
    public var json: JSONValue

    /// A row that is read back.
    public init(json: JSONValue) { self.json = json }

    /// The row of a question.
    ///
    /// - Parameters:
    ///   - label: the question, and what the reward goes by.
    ///   - index: its place in the phase, from 0.
    ///   - text: its text, with the marks that the trainer wants.
    ///   - facts: the form of rows that the trainer reads.
    public init(
        _ label: AnswerLabel, index: Int, text: String, for facts: TargetFacts
    ) {
        let question = label.question
        let pictures = question.pictures.map { picture -> JSONValue in
            let path = JSONValue.string(PictureFiles.path(of: picture))
            return facts.pictureForm == .object ? ["image": path] : path
        }
        let prompt: JSONValue =
            switch facts.textForm {
            case .text: .string(text)
            case .conversation, .picturesFirst: [["role": "user", "content": .string(text)]]
            }
        var members: [JSONValue.Member] = [
            .init(facts.textColumn, prompt), .init("images", .array(pictures)),
        ]
        switch facts.label {
        case .column(let name): members.append(.init(name, .string(label.text)))
        case .groundTruth:
            members += [
                .init("data_source", "pipeline"),
                .init("ability", .string(question.capability.rawValue)),
                .init("reward_model", ["style": "rule", "ground_truth": .string(label.text)]),
                .init("extra_info", ["index": .integer(index), "qid": .string(question.id)]),
            ]
        }
        json = .object(members)
    }
}
