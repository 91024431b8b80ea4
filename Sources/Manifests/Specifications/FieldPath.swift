/// Where a value lies in a row of a source: names and positions from the outside in, such as
/// `conversations.0.value`.
public struct FieldPath: Sendable, Hashable, CustomStringConvertible {
    /// The steps; a number is a position where the row has a list, and a name where it has an object.
    public var steps: [String]

    /// A path of these steps.
    public init(steps: [String]) { self.steps = steps }

    /// A path, or nothing if `text` is empty or has an empty step.
    public init?(_ text: String) {
        steps = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard steps.allSatisfy({ !$0.isEmpty }) else { return nil }
    }

    /// The steps joined by dots.
    public var description: String { steps.joined(separator: ".") }
}
