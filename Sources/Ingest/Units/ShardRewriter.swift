import Records
import Storage

/// Writes a unit's shard again without some of its questions.
final class ShardRewriter {
    private let source: ByteSlice
    private let index: ShardIndexFile
    private let writer: ShardWriter
    private var keys = SampleKeys()
    /// The number of the next sample's first picture.
    private var picture = 0

    /// A rewriter of the shard that a unit wrote into a folder.
    ///
    /// - Parameters:
    ///   - name: the new shard's name.
    ///   - output: the folder with `shards/` and `index/`.
    init(_ folder: String, name: String, into output: String) throws(Fault) {
        let file = try MappedFile(folder + "/shard.tar")
        source = ByteSlice(file, 0..<file.count)
        index = try ShardIndexFile(folder + "/shard.idx")
        writer = try ShardWriter(
            name: name, shardFolder: output + "/shards", indexFolder: output + "/index")
    }

    /// The perceptual hashes of a sample's pictures, which only the index holds.
    private func hashes(_ pictures: [Picture]) throws(Fault) -> [UInt64] {
        var hashes: [UInt64] = []
        for wanted in pictures {
            while picture < index.pictureCount,
                try index.picture(picture).picture.offset < wanted.offset
            {
                picture += 1
            }
            guard picture < index.pictureCount else {
                throw Fault(.internalError, "the index of a shard lacks a picture")
            }
            hashes.append(try index.picture(picture).perceptualHash)
        }
        return hashes
    }

    /// Writes the sample of some questions, which share their pictures.
    ///
    /// - Returns: the pictures with their new places.
    func append(_ questions: [UnitQuestion]) throws(Fault) -> [Picture] {
        guard let first = questions.first, let digest = first.pictures.first?.digest else {
            throw Fault(.internalError, "a sample has no question or no picture")
        }
        let hashes = try hashes(first.pictures)
        let pictures = zip(first.pictures, hashes).map { picture, hash in
            NewPicture(
                bytes: source[picture.offset..<(picture.offset + picture.byteCount)],
                digest: picture.digest, format: picture.format, width: picture.width,
                height: picture.height, perceptualHash: hash)
        }
        return try writer.addSample(
            key: keys.key(for: digest), pictures: pictures, questions: questions.map(\.id)
        ) { SampleText.bytes(of: questions.map(\.text), about: $0) }
    }

    /// Ends the shard.
    func close() throws(Fault) { try writer.close() }
}
