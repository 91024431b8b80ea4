public import Records

/// A picture on its way into a shard.
public struct ShardPicture: Sendable {
    /// The file's bytes; they are written as they are.
    public var bytes: [UInt8]
    /// Their SHA-256.
    public var digest: Digest
    /// Their format.
    public var format: Picture.Format
    /// Width in pixels.
    public var width: Int
    /// Height in pixels.
    public var height: Int

    /// A picture with its facts.
    public init(
        bytes: [UInt8], digest: Digest, format: Picture.Format, width: Int, height: Int
    ) {
        self.bytes = bytes
        self.digest = digest
        self.format = format
        self.width = width
        self.height = height
    }
}
