/// A column of a table to be written, or a member of a structure in it.
public struct ParquetColumn: Sendable, Hashable {
    /// What the values of a column are.
    public indirect enum ValueType: Sendable, Hashable {
        /// True or false.
        case bool
        /// A whole number of 32 bits.
        case int32
        /// A whole number of 64 bits.
        case int64
        /// A number, IEEE 754, 64 bits.
        case double
        /// UTF-8 text.
        case string
        /// Bytes: written as they are, in pages that go to the disk as they fill.
        case binary
        /// Values of one type.
        case list(of: ValueType, nullableElements: Bool = true)
        /// Members under their names; at least one.
        case structure([ParquetColumn])
        /// A picture as Hugging Face keeps it: its file's `bytes` and its `path`, either of which
        /// may be null. `datasets` shows it as an image.
        case image
    }

    /// The name.
    public var name: String
    /// What the values are.
    public var type: ValueType
    /// Whether a value may be missing.
    public var isNullable: Bool

    /// A column.
    public init(_ name: String, _ type: ValueType, isNullable: Bool = true) {
        self.name = name
        self.type = type
        self.isNullable = isNullable
    }

    /// The members of an `image`.
    static let imageMembers = [ParquetColumn("bytes", .binary), ParquetColumn("path", .string)]
}
