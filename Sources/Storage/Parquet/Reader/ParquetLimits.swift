/// What a Parquet file may ask of memory.
public struct ParquetLimits: Sendable, Equatable {
    /// The most bytes of one value. A longer one is refused by itself: `ParquetValue.tooLarge`.
    public var valueByteCount = 64 << 20
    /// The most bytes of one page, decompressed.
    public var pageByteCount = 512 << 20
    /// The most bytes of the decompressed pages of all columns together.
    public var heldByteCount = 1 << 30
    /// The most leaves of all lists of one row; a list that goes beyond is refused by itself. Sixteen
    /// times as many are refused with the file: runs make them out of a few bytes, and time passes.
    public var elementCount = 1 << 20
    /// The most rows for each byte of the file, in a file of more than a million rows.
    public var rowsPerByte = 100
    /// The most bytes of the footer.
    public var footerByteCount = 64 << 20
    /// Whether the checksums of pages that have one are checked.
    public var checksChecksums = true

    /// The limits as they are by default.
    public init() {}
}
