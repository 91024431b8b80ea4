public import Records
import Storage

/// What a row's label says: JSON text in the one column that every trainer hands to its reward
/// function.
///
/// EasyR1 and OpenRLHF pass on no other column, so that what grading needs, and the question's id for
/// the log, are all in here. Numbers and lists would become columns of their own with trainers that
/// read JSON by columns; a text stays what it is.
public struct AnswerLabel: Sendable, Hashable {
    /// The question.
    public var question: Question
    /// The phase.
    public var phase: String
    /// Whether the row is there to validate on, and counts for nothing.
    public var isValidation: Bool
    /// Whether it says where the question's pictures are: the reward looks at them.
    public var namesPictures: Bool

    /// A label.
    public init(
        _ question: Question, phase: String, isValidation: Bool = false,
        namesPictures: Bool = false
    ) {
        self.question = question
        self.phase = phase
        self.isValidation = isValidation
        self.namesPictures = namesPictures
    }

    /// The label as one line of JSON.
    public var text: String {
        var members: [JSONValue.Member] = [
            .init("answer", .string(question.answer)),
            .init("qid", .string(question.id)),
            .init("phase", .string(phase)),
        ]
        if !question.choices.isEmpty {
            members.append(.init("choices", .array(question.choices.map { .string($0) })))
        }
        if !question.keywords.isEmpty {
            members.append(.init("keywords", .array(question.keywords.map { .string($0) })))
        }
        if namesPictures {
            let paths = question.pictures.map { JSONValue.string(PictureFiles.path(of: $0)) }
            members.append(.init("pictures", .array(paths)))
        }
        if isValidation { members.append(.init("validation", true)) }
        return JSONValue.object(members).serialized
    }

    /// A label from its text. Of its question there is what grading needs, and the id.
    ///
    /// - Throws: a `Fault` where it is none of ours.
    public init(text: String) throws(Fault) {
        let json = try JSONReader.parse(Array(text.utf8), file: "a label")
        self.init(
            Question(
                id: try json.column("qid", \.stringValue), source: "", split: "",
                capability: .reasoning, text: "",
                answer: try json.column("answer", \.stringValue),
                choices: try json.optionalColumn("choices", \.strings) ?? [],
                keywords: try json.optionalColumn("keywords", \.strings) ?? []),
            phase: try json.column("phase", \.stringValue),
            isValidation: try json.optionalColumn("validation", \.boolValue) ?? false)
    }
}
