/// Fields made of another one by a pattern: an item of the `derive` key of a data set.
public struct DerivedFields: Sendable, Hashable {
    /// The field that is looked at.
    public var from = FieldPath(steps: [])
    /// A regular expression in Swift's syntax; it has been checked. Each named group, such as
    /// `(?<depth>\d+)`, becomes a field of the row.
    public var matches = ""
    /// The value of the fields where the pattern does not match; nothing to reject the row.
    public var otherwise: String?

    /// A rule without a field.
    public init() {}
}
