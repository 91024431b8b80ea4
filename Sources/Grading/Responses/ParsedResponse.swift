/// A response taken apart by its format.
public struct ParsedResponse: Sendable, Hashable {
    /// What it says of the picture, where the format asks for that and it is there.
    public var description: String?
    /// The reasoning, where the format asks for it and it is there.
    public var thought: String?
    /// The answer; nothing if none was found.
    public var answer: String?
    /// Whether every section is there once, in order, and the response ended by itself.
    public var isWellFormed: Bool
}
