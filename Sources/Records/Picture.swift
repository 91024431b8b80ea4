/// A picture in a shard: its bytes are those of the source, untouched.
public struct Picture: Sendable, Hashable {
    /// A file format, told from the bytes and never from a name.
    public enum Format: String, Sendable, Hashable, CaseIterable {
        /// Portable Network Graphics.
        case png
        /// JPEG, baseline or progressive.
        case jpeg
    }

    /// SHA-256 of the file's bytes.
    public var digest: Digest
    /// The file's format.
    public var format: Format
    /// Width in pixels.
    public var width: Int
    /// Height in pixels.
    public var height: Int
    /// The name of the shard that holds it, such as `train-00000`.
    public var shard: String
    /// Where its bytes start in the shard.
    public var offset: Int
    /// How many bytes it has.
    public var byteCount: Int

    /// A picture's facts.
    public init(
        digest: Digest, format: Format, width: Int, height: Int, shard: String, offset: Int,
        byteCount: Int
    ) {
        self.digest = digest
        self.format = format
        self.width = width
        self.height = height
        self.shard = shard
        self.offset = offset
        self.byteCount = byteCount
    }
}
