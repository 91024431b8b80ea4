public import Records

/// A picture on its way into a shard.
public struct NewPicture: Sendable {
    /// The file's bytes, which are written as they are.
    public var bytes: ByteSlice
    /// Their SHA-256.
    public var digest: Digest
    /// The file's format.
    public var format: Picture.Format
    /// Width in pixels.
    public var width: Int
    /// Height in pixels.
    public var height: Int
    /// A perceptual hash to keep in the index, or 0.
    public var perceptualHash: UInt64

    /// A picture with its facts.
    public init(
        bytes: ByteSlice, digest: Digest, format: Picture.Format, width: Int, height: Int,
        perceptualHash: UInt64 = 0
    ) {
        self.bytes = bytes
        self.digest = digest
        self.format = format
        self.width = width
        self.height = height
        self.perceptualHash = perceptualHash
    }
}
