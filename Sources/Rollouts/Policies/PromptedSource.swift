public import Records

/// Policies that read prompts, of one unit.
public struct PromptedSource: PolicySource {
    private let questions: PromptedQuestions
    /// Whether all draws of a question are asked for at once.
    public let asksAtOnce: Bool
    private let found: @Sendable () async -> JSONValue?
    private let make: @Sendable ([DrawPrompt]) async throws(Fault) -> any Policy

    /// Policies of a unit.
    ///
    /// - Parameters:
    ///   - questions: how questions are put.
    ///   - asksAtOnce: whether all draws of a question are asked for at once.
    ///   - found: what was found out about whoever answers.
    ///   - make: makes the policy that is asked some prompts.
    public init(
        questions: PromptedQuestions, asksAtOnce: Bool = false,
        found: @escaping @Sendable () async -> JSONValue? = { nil },
        make: @escaping @Sendable ([DrawPrompt]) async throws(Fault) -> any Policy
    ) {
        self.questions = questions
        self.asksAtOnce = asksAtOnce
        self.found = found
        self.make = make
    }

    /// What was found out about whoever answers.
    public var findings: JSONValue? { get async { await found() } }

    /// Questions that prompts can be made of, and those of which none can.
    public func sort(_ questions: [Question], asked: Int) -> PolicyQuestions {
        self.questions.sort(questions, asked: asked)
    }

    /// A question as a prompt.
    ///
    /// - Throws: a `Fault` where the question does not fit the template.
    public func prompt(
        _ question: Question, _ kind: RolloutKind, parent: Int?, description: String?
    ) throws(Fault) -> DrawPrompt {
        var prompt = try questions.recipe.prompt(
            question, kind: kind, description: description ?? "")
        prompt.parent = parent
        prompt.description = description
        return prompt
    }

    /// A policy that is asked these prompts.
    ///
    /// - Throws: a `Fault` where nobody can be asked.
    public func policy(for prompts: [DrawPrompt]) async throws(Fault) -> any Policy {
        try await make(prompts)
    }
}
