/// Settings of an `ingest` stage.
public struct IngestSettings: Sendable, Hashable {
    /// The most bytes of pictures in one shard.
    public var shardSize = 256 << 20
    /// The most samples in one shard.
    public var shardSamples = 1000
    /// The most pixels of a picture.
    public var maxPixels = 64_000_000
    /// The most bytes of a picture's file.
    public var maxImageBytes = 64 << 20
    /// The least width and height of a picture, in pixels.
    public var minSide = 28
    /// The largest ratio of a picture's longer to its shorter side.
    public var maxAspect = 200.0

    /// The defaults.
    public init() {}
}
