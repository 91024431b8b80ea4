/// How pages are compressed (`CompressionCodec` of parquet.thrift).
public struct CompressionCodec: RawRepresentable, Hashable, Sendable {
    /// The number in the file; it may be of a codec that nobody knows yet.
    public let rawValue: Int32

    /// A codec by its number.
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// Not at all.
    public static let uncompressed = CompressionCodec(rawValue: 0)
    /// Snappy, without its frames.
    public static let snappy = CompressionCodec(rawValue: 1)
    /// Gzip members (RFC 1952).
    public static let gzip = CompressionCodec(rawValue: 2)
    /// Zstandard frames (RFC 8878).
    public static let zstd = CompressionCodec(rawValue: 6)

    private static let names = [
        "UNCOMPRESSED", "SNAPPY", "GZIP", "LZO", "BROTLI", "LZ4", "ZSTD", "LZ4_RAW",
    ]
}

extension CompressionCodec: CustomStringConvertible {
    /// The codec's name in parquet.thrift.
    public var description: String {
        CompressionCodec.names.indices.contains(Int(rawValue))
            ? CompressionCodec.names[Int(rawValue)] : "codec \(rawValue)"
    }
}
