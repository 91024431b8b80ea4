/// Makes several questions of each row: the `expand` key of a data set. Each value gives one question,
/// and stands in a field of its own meanwhile.
public struct RowExpansion: Sendable, Hashable {
    /// The field that holds the value.
    public var field = ""
    /// The values, in order.
    public var values: [String] = []

    /// An expansion without values.
    public init() {}
}
