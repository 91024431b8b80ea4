/// What a question asks of a policy. Phases of a curriculum are built from it.
public enum Capability: String, Sendable, Hashable, CaseIterable {
    /// Whole-scene perception.
    case coarse
    /// Local perception: text, position, count, attribute.
    case fine
    /// Reasoning over what was perceived.
    case reasoning
}
