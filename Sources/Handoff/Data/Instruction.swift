import Records

/// What stands around a question's text, to say how to answer. It is written into the rows, so that
/// no trainer's template is needed, and none can be missed; `TargetFacts.instructionPlace` says for whom
/// that is not possible.
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

    /// The instruction as a template of Jinja that is given the question as `content`. What a user wrote
    /// is in it as quoted texts only.
    var template: String {
        func text(_ text: String) -> String {
            text.isEmpty ? "" : "{{ \(JSONValue.string(text).serialized) }}"
        }
        return text(before) + "{{ content }}" + text(behind) + "\n"
    }

    /// The file of the template in a phase's folder.
    static let templateFile = "instruction.jinja"
}
