/// What the footer says of a leaf's pages in all row groups.
public struct ParquetColumnSummary: Sendable {
    /// The names from the column to the leaf.
    public var path: [String]
    /// How values lie in the pages.
    public var type: PhysicalType
    /// What the values mean, where the schema says so.
    public var logicalType: LogicalType?
    /// The codecs, each once, in the order of the row groups.
    public var codecs: [CompressionCodec] = []
    /// The encodings of values and levels, each once, in the order of the row groups.
    public var encodings: [PageEncoding] = []
    /// Values, nulls and the placeholders of empty lists.
    public var valueCount = 0
    /// Bytes in the file.
    public var compressedByteCount = 0
    /// Bytes after decompression.
    public var uncompressedByteCount = 0
    /// Whether all row groups say where each page is, so that a row is found without reading those
    /// before it.
    public var hasOffsetIndex = true
}

extension ParquetColumnSummary {
    /// The type of the values in the words of Arrow.
    public var typeDescription: String { ParquetField.describe(type, logicalType) }
}
