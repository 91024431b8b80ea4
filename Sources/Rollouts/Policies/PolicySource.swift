public import Records

/// Where a unit's policies come from: one for each pass, all of the same model and settings.
public protocol PolicySource: Sendable {
    /// Sorts questions into those that the policy can be asked and those that it cannot. None
    /// behind the first `asked` is asked at all.
    func sort(_ questions: [Question], asked: Int) throws(Fault) -> PolicyQuestions

    /// A question as the policy is asked it. Options that are to be left out are left out already.
    /// For a rollout of kind `description`, `description` is the one that is given, and `parent`
    /// the draw of the answer that it is from.
    func prompt(
        _ question: Question, _ kind: RolloutKind, parent: Int?, description: String?
    ) throws(Fault) -> DrawPrompt

    /// What was found out about whoever answers; nothing where there is nothing to find out, or
    /// nobody was asked yet.
    var findings: JSONValue? { get async }

    /// Whether all draws of a question are asked for at once: nobody looks at verdicts in between.
    var asksAtOnce: Bool { get }

    /// A policy that is asked these prompts.
    func policy(for prompts: [DrawPrompt]) async throws(Fault) -> any Policy
}

extension PolicySource {
    /// Nothing is found out, by default.
    public var findings: JSONValue? { nil }
    /// Draws may be asked for one after the other, by default.
    public var asksAtOnce: Bool { false }
}
