import Manifests
public import Records

/// What the checks of a row's texts came to.
public struct TextFindings: Sendable, Hashable {
    /// Why the row is refused, in the order of the checks; empty where it is not. The first is the
    /// reason of its reject.
    public var refusals: [TextFinding] = []
    /// What the report counts.
    public var warnings: [TextFinding] = []
    /// The question as the rules change it; nothing where they do not.
    public var question: Question?

    /// Nothing found.
    public init() {}

    /// Notes something, as an action says.
    mutating func add(_ action: TextRules.Action, _ finding: @autoclosure () -> TextFinding) {
        switch action {
        case .ignore: break
        case .warn: warnings.append(finding())
        case .reject: refusals.append(finding())
        }
    }

    /// Changes the question that stands in place of `original`.
    mutating func change(_ original: Question, _ body: (inout Question) -> Void) {
        var changed = question ?? original
        body(&changed)
        question = changed
    }
}
