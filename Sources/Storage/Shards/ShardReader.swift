public import Records
import Synchronization

/// Reads pictures out of shards. Each tar is mapped into memory once; any thread may read.
public final class ShardReader: Sendable {
    private let shardFolder: String
    private let files = Mutex<[String: MappedFile]>([:])

    /// A reader of the tars in a folder.
    public init(shardFolder: String) { self.shardFolder = shardFolder }

    /// The bytes of a picture.
    ///
    /// - Parameters:
    ///   - picture: what an index or a question says of it.
    ///   - isVerified: whether to check the bytes against the picture's digest.
    /// - Throws: a `Fault` where the shard cannot be read, the picture would lie outside it, or its
    ///   digest is another.
    public func bytes(of picture: Picture, isVerified: Bool = false) throws(Fault) -> [UInt8] {
        let file = try file(picture.shard)
        guard picture.offset >= 0, picture.byteCount >= 0, picture.offset <= file.count,
            picture.byteCount <= file.count - picture.offset
        else {
            throw Fault(
                .badInput,
                "a picture at \(picture.offset) with \(picture.byteCount) bytes lies outside the"
                    + " shard \(picture.shard) of \(file.count) bytes")
        }
        let bytes = file.bytes(picture.offset..<(picture.offset + picture.byteCount))
        try file.checkWhole()
        if isVerified {
            let digest = SHA256.digest(of: bytes)
            guard digest == picture.digest else {
                throw Fault(
                    .badInput,
                    "the picture at \(picture.offset) in the shard \(picture.shard) has the digest"
                        + " \(digest.short); expected \(picture.digest.short)")
            }
        }
        return bytes
    }

    private func file(_ shard: String) throws(Fault) -> MappedFile {
        if let file = files.withLock({ $0[shard] }) { return file }
        guard !shard.isEmpty, !shard.utf8.contains(UInt8(ascii: "/")) else {
            throw Fault(.badInput, "`\(shard)` is no name of a shard")
        }
        let file = try MappedFile("\(shardFolder)/\(shard).tar")
        return files.withLock { files in
            // Another thread may have mapped it meanwhile.
            if let other = files[shard] { return other }
            files[shard] = file
            return file
        }
    }
}
