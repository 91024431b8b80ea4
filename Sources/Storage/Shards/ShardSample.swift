public import Records

/// A sample of a shard: its pictures and its JSON, as slices of the mapped shard.
public struct ShardSample: Sendable {
    /// Its shard's name.
    public let shard: String
    /// Its number in the shard.
    public let number: Int
    /// Its key, which its files' names begin with.
    public let key: String
    /// Its pictures, in order.
    public let pictures: [ShardPicture]
    /// The text of its JSON.
    public let json: ByteSlice
}

/// A picture of a sample, with its bytes.
public struct ShardPicture: Sendable {
    /// What the index says of it.
    public let picture: Picture
    /// Its perceptual hash, or 0.
    public let perceptualHash: UInt64
    /// The file's bytes. They are not checked against the digest.
    public let bytes: ByteSlice
}
