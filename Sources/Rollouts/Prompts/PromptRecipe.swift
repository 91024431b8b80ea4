public import Records

/// How questions become prompts: the templates of a run.
public struct PromptRecipe: Sendable, Hashable {
    /// The system message; nothing for none.
    public var system: String?
    /// What the question is asked with.
    public var answer: PromptTemplate
    /// What it is asked with in a second pass, where a description stands for the pictures.
    public var description: PromptTemplate
    /// What it is asked with in a blind pass, where nothing does.
    public var blind: PromptTemplate

    /// A recipe. A blind pass asks as the first does unless it has a template of its own.
    ///
    /// - Throws: a `Fault` if the template for second passes has no place for the description.
    public init(
        system: String? = nil, answer: PromptTemplate, description: PromptTemplate,
        blind: PromptTemplate? = nil
    ) throws(Fault) {
        self.system = system
        self.answer = answer
        self.description = description
        self.blind = blind ?? answer
        guard self.description.uses(.description) else {
            throw Fault(
                .badInput, "the template of the second pass has no place for the description",
                remedy: "write `{{ description }}` where it belongs")
        }
    }

    /// A question as it is asked; in a second pass, `description` stands for the pictures.
    ///
    /// - Throws: a `Fault` of code `badInput` if the question's places for pictures are not as many
    ///   as its pictures.
    public func prompt(
        _ question: Question, kind: RolloutKind, description: String = ""
    ) throws(Fault) -> DrawPrompt {
        let seesPictures = kind == .answer
        let template =
            switch kind {
            case .answer: answer
            case .description: self.description
            case .blind: blind
            }
        let text =
            seesPictures
            ? question.text : question.text.replacing(PromptOutput.tag, with: "")
        let material = PromptMaterial(
            question: text, choices: question.choices, description: description,
            pictureCount: seesPictures ? question.pictures.count : 0)
        return DrawPrompt(
            question: question, kind: kind, system: system, user: try template.render(material))
    }

    /// What changes a prompt: material for content keys and provenance.
    public var provenance: JSONValue {
        .object([
            .init("system", system.map { .string($0) } ?? .null),
            .init("answer", .string(answer.source)),
            .init("description", .string(description.source)),
            .init("blind", .string(blind.source)),
        ])
    }
}
