public import Records

/// What a path leads to in a row.
public enum JSONRowPart: Sendable {
    /// A value, `null` included.
    case value(JSONValue)
    /// A list, before a step that is no position: the step's number, and the list.
    case list(JSONValue, step: Int)
    /// Further than a `null`.
    case afterNull
    /// Nowhere.
    case nowhere
}
