/// How one column of a question is made from a row of the source.
public enum ColumnRule: Sendable, Hashable {
    /// The value of a field.
    case field(FieldPath)
    /// A text with fields filled in.
    case template(ColumnTemplate)
    /// The same text for every row.
    case constant(String)
    /// A text chosen by another.
    case lookup(ColumnLookup)
}
