/// A leaf of the schema: a column that has pages.
struct ColumnLeaf {
    /// The names from the root's child to the leaf.
    var path: [String]
    var type: PhysicalType
    var typeLength: Int?
    var logicalType: LogicalType?
    /// The level at which a value is there.
    var definition: Int
    /// How many lists the leaf is in.
    var repetition: Int
}

extension ColumnLeaf {
    /// The names, joined by dots.
    var name: String { path.joined(separator: ".") }
}
