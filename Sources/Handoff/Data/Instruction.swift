/// What stands around a question's text, to say how to answer. It is written into the rows, so that
/// no trainer's template is needed, and none can be missed.
public struct Instruction: Sendable, Hashable {
    /// What stands before the question.
    public var before: String
    /// What stands behind it.
    public var behind: String

    /// An instruction; without one, questions stand alone.
    public init(before: String = "", behind: String = "") {
        self.before = before
        self.behind = behind
    }

    /// A text with the instruction around it.
    public func around(_ text: String) -> String { before + text + behind }
}
