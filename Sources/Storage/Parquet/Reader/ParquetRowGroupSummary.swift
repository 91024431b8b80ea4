/// Rows that lie together in the file, column by column.
public struct ParquetRowGroupSummary: Sendable, Equatable {
    /// How many rows.
    public var rowCount: Int
    /// Bytes of all columns in the file.
    public var compressedByteCount: Int
    /// Bytes of all columns after decompression.
    public var uncompressedByteCount: Int
}
