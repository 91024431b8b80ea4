/// Settings of an `ingest` stage.
public struct IngestSettings: Sendable, Hashable {
    /// The most bytes of pictures in one shard.
    public var shardSize = 256 << 20
    /// The most samples in one shard.
    public var shardSamples = 1000
    /// Whether `shards/` also gets the offsets that Energon reads, `NAME.tar.idx`.
    public var writesEnergonIndex = false

    /// The defaults.
    public init() {}
}
