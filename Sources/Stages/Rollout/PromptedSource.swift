import Records
import Rollouts

/// Policies that read prompts, of one unit.
struct PromptedSource: PolicySource {
    let questions: PromptedQuestions
    var asksAtOnce = false
    /// What was found out about whoever answers.
    var found: @Sendable () async -> JSONValue? = { nil }
    /// Makes the policy that is asked some prompts.
    let make: @Sendable ([DrawPrompt]) async throws(Fault) -> any Policy

    var findings: JSONValue? { get async { await found() } }

    func sort(_ questions: [Question], asked: Int) -> PolicyQuestions {
        self.questions.sort(questions, asked: asked)
    }

    func prompt(
        _ question: Question, _ kind: RolloutKind, parent: Int?, description: String?
    ) throws(Fault) -> DrawPrompt {
        var prompt = try questions.recipe.prompt(
            question, kind: kind, description: description ?? "")
        prompt.parent = parent
        prompt.description = description
        return prompt
    }

    func policy(for prompts: [DrawPrompt]) async throws(Fault) -> any Policy {
        try await make(prompts)
    }
}
