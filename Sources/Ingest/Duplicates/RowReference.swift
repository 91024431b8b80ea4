public import Records

/// A row, by name.
public struct RowReference: Sendable, Hashable {
    /// The data set.
    public var dataset: String
    /// The split.
    public var split: String
    /// The question's id.
    public var id: String

    /// A row.
    public init(dataset: String, split: String, id: String) {
        self.dataset = dataset
        self.split = split
        self.id = id
    }

    /// The row as an object.
    public var json: JSONValue {
        ["dataset": .string(dataset), "split": .string(split), "id": .string(id)]
    }
}
