/// A step of a `FieldPath` that selects elements of a list.
public enum FieldSelector: Sendable, Hashable {
    /// Every element: `[*]`.
    case each
    /// The elements that are objects with this text, number or truth value: `[role=assistant]`.
    case matching(name: String, text: String)

    /// The selector that a step is, or nothing if it is a name or a position.
    public init?(_ step: String) {
        guard step.utf8.first == UInt8(ascii: "["), step.utf8.last == UInt8(ascii: "]") else {
            return nil
        }
        let inner = step.dropFirst().dropLast()
        if inner == "*" {
            self = .each
        } else if let sign = inner.firstIndex(of: "="), sign != inner.startIndex {
            self = .matching(
                name: String(inner[..<sign]), text: String(inner[inner.index(after: sign)...]))
        } else {
            return nil
        }
    }
}
