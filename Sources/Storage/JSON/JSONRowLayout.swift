/// How rows lie in a JSON file.
public enum JSONRowLayout: Sendable, Hashable {
    /// JSON Lines: each line that is not blank is a row.
    case lines
    /// One JSON text; the names in `path` lead from its top to the array, or the object, whose
    /// elements are the rows.
    case document(path: [String] = [])
    /// One JSON text that is one row.
    case single
}
