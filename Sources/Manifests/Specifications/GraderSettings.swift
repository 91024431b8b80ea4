/// How answers are graded: the `grader` key of a manifest.
public struct GraderSettings: Sendable, Hashable {
    /// When an answer says what the gold answer says.
    public enum Equivalence: String, Sendable, Hashable, CaseIterable {
        /// The same meaning.
        case strict
        /// What mathruler 0.1.0 says, right or not.
        case mathruler
        /// The same text after trimming and case folding.
        case exact
    }

    /// When an answer says what the gold answer says.
    public var equivalence = Equivalence.strict
    /// How far a number may be off, as a share of the gold number; nothing for exactly.
    public var tolerance: Double?
    /// Whether a response without an answer in its format is graded as a whole.
    public var wholeResponse = false

    /// The defaults.
    public init() {}
}
