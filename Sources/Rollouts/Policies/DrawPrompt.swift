public import Records

/// One question as a policy is asked it: what the prompt template and the picture rule made of it.
///
/// The embedded policy has a prompt of its own and takes `question` alone.
public struct DrawPrompt: Sendable, Hashable {
    /// A piece of the user's message, in order.
    public enum Part: Sendable, Hashable {
        /// Text.
        case text(String)
        /// A picture, by its place among the question's pictures.
        case picture(Int)
    }

    /// The question.
    public var question: Question
    /// What the question is asked for.
    public var kind: RolloutKind
    /// The draw of an answer whose description is given, for `description`.
    public var parent: Int?
    /// That description.
    public var description: String?
    /// The system message; nothing for none.
    public var system: String?
    /// The user's message.
    public var user: [Part]

    /// A prompt with its parts.
    public init(
        question: Question, kind: RolloutKind, parent: Int? = nil, description: String? = nil,
        system: String?, user: [Part]
    ) {
        self.question = question
        self.kind = kind
        self.parent = parent
        self.description = description
        self.system = system
        self.user = user
    }
}
