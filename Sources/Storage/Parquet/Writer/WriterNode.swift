/// A node of the schema of a file to be written, with the levels that its values have.
struct WriterNode {
    indirect enum Content {
        /// A leaf, by its place among all leaves.
        case leaf(Int, ParquetColumn.ValueType)
        /// A list, by its element; `level` is the repetition level of its second element.
        case list(WriterNode, level: UInt8)
        case structure([WriterNode])
    }

    var name: String
    var content: Content
    var isNullable: Bool
    /// The definition level of a null.
    var absent: UInt8
    /// The leaves below, which all get an entry when the node is null.
    var leaves: Range<Int>
}
