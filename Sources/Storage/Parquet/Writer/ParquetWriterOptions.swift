/// How a Parquet file is cut and compressed. The same rows with the same options give the same
/// bytes.
public struct ParquetWriterOptions: Sendable {
    /// The most rows of a row group.
    public var rowGroupRowLimit = 131_072
    /// A row group is closed at the end of the row that makes it as large as this, before compression.
    public var rowGroupByteLimit = 100_000_000
    /// A page is closed at the end of the row that makes it as long as this, before compression.
    public var pageByteLimit = 1 << 20
    /// Whether text and numbers are compressed (Zstandard). Bytes never are: pictures are already.
    public var isCompressed = true
    /// Texts for the footer under their names, in this order.
    public var keyValues: [(key: String, value: String)] = []

    /// The defaults.
    public init() {}
}
