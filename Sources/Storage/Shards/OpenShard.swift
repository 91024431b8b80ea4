import Records

/// A shard and its index, mapped into memory.
final class OpenShard: Sendable {
    let index: ShardIndexFile
    private let tar: ByteSlice

    /// Opens `<folder>/shards/<name>.tar` and `<folder>/index/<name>.idx`.
    init(_ name: String, in folder: String) throws(Fault) {
        guard !name.isEmpty, !name.utf8.contains(UInt8(ascii: "/")) else {
            throw Fault(.badInput, "`\(name)` is no name of a shard")
        }
        index = try ShardIndexFile("\(folder)/index/\(name).idx")
        let file = try MappedFile("\(folder)/shards/\(name).tar")
        guard file.count == index.shardByteCount else {
            throw Fault(
                .badInput,
                "the shard `\(name)` has \(file.count) bytes; its index says"
                    + " \(index.shardByteCount)", remedy: "ingest again")
        }
        tar = ByteSlice(file, 0..<file.count)
    }

    /// A sample by its number.
    func sample(_ number: Int) throws(Fault) -> ShardSample {
        guard number < index.sampleCount else {
            throw Fault(
                .badInput,
                "the shard `\(index.shard)` has \(index.sampleCount) samples, none of number"
                    + " \(number)", remedy: "ingest again")
        }
        let sample = try index.sample(number)
        var pictures: [ShardPicture] = []
        pictures.reserveCapacity(sample.pictures.count)
        for picture in sample.pictures {
            let entry = try index.picture(picture)
            let start = entry.picture.offset
            pictures.append(
                ShardPicture(
                    picture: entry.picture, perceptualHash: entry.perceptualHash,
                    bytes: tar[start..<(start + entry.picture.byteCount)]))
        }
        return ShardSample(
            shard: index.shard, number: number, key: try key(of: sample), pictures: pictures,
            json: tar[sample.json])
    }

    /// The key in the name of a sample's first file. The index knows its hash, which tells whether
    /// shard and index belong together.
    private func key(of sample: ShardIndexFile.Sample) throws(Fault) -> String {
        let header = tar[
            sample.place.lowerBound..<min(sample.place.upperBound, sample.place.lowerBound + 100)]
        let key = unsafe header.withBytes { bytes in
            unsafe Array(bytes.prefix { $0 != 0 && $0 != UInt8(ascii: ".") })
        }
        guard ShardIndexFile.hash(ofKey: key) == sample.keyHash else {
            throw Fault(
                .badInput, "the shard `\(index.shard)` and its index do not belong together",
                remedy: "ingest again")
        }
        return String(decoding: key, as: UTF8.self)
    }
}
