public import Records

/// The pictures of a shard: where each lies, and what it is. `ShardIndexFile` reads single records.
public struct ShardIndex: Sendable {
    /// The pictures, in the order of the shard.
    public let entries: [Picture]
    /// How many bytes the shard has.
    public let shardByteCount: Int

    /// Reads and verifies the index of the shard that has the file's name.
    ///
    /// - Throws: a `Fault` where it cannot be read, is of another version or is damaged.
    public init(_ path: String) throws(Fault) {
        let file = try ShardIndexFile(path)
        try file.verify()
        var entries: [Picture] = []
        entries.reserveCapacity(file.pictureCount)
        for number in 0..<file.pictureCount { entries.append(try file.picture(number).picture) }
        self.entries = entries
        shardByteCount = file.shardByteCount
    }
}
