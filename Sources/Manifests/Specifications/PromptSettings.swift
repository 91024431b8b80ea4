/// How a policy that reads prompts is asked: `policy.prompt` of a manifest.
public struct PromptSettings: Sendable, Hashable {
    /// The system message; nothing for none.
    public var system: String?
    /// The template of the user's message: one of the program's own by name, or a file relative to
    /// the repository's root. Nothing for the program's own that asks for the response format.
    public var template: String?
    /// The template of a second pass; nothing for the program's own.
    public var description: String?
    /// The template of a blind pass; nothing for `template`.
    public var blind: String?

    /// The defaults.
    public init() {}
}
