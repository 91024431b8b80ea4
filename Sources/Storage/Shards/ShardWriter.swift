public import Records

/// Writes a shard: a WebDataset tar of samples, and a binary index of it in another folder.
///
/// A sample is its pictures, `KEY.png` or `KEY.jpg` (`KEY.0.png`, `KEY.1.jpg`, … where it has
/// several), and `KEY.json` after them. Entries have mtime 0, owner 0 and mode 644, so the same
/// samples give the same bytes. Memory does not grow with the pictures: 2 MiB, and what the index
/// keeps of a sample (some 300 bytes). Write into a folder that is not yet published.
public final class ShardWriter {
    /// The shard's name, such as `train-00000`.
    public let name: String
    private let tar: TarOutput
    private let indexPath: String
    private var index = ShardIndexEncoder()
    private var keys: Set<String> = []

    /// Starts `<shardFolder>/<name>.tar`, which must not exist.
    ///
    /// - Parameters:
    ///   - name: letters, digits, `-` and `_`.
    ///   - shardFolder: a folder for the tar.
    ///   - indexFolder: a folder for the index.
    ///   - isHashed: whether `close` gives the tar's digest.
    /// - Throws: a `Fault` where the file cannot be made.
    public init(
        name: String, shardFolder: String, indexFolder: String, isHashed: Bool = false
    ) throws(Fault) {
        guard ShardWriter.isPlain(name) else {
            throw Fault(.internalError, "`\(name)` is no name for a shard")
        }
        self.name = name
        tar = try TarOutput("\(shardFolder)/\(name).tar", isHashed: isHashed)
        indexPath = "\(indexFolder)/\(name).idx"
    }

    /// How many bytes the tar has so far, its end mark not counted.
    public var byteCount: Int { tar.byteCount }

    /// How many samples it has so far.
    public var sampleCount: Int { index.sampleCount }

    /// How many bytes a sample adds to a tar.
    public static func byteCount(pictures: [Int], json: Int) -> Int {
        (pictures + [json]).reduce(0) { $0 + 512 + ($1 + 511) / 512 * 512 }
    }

    /// Adds a sample.
    ///
    /// - Parameters:
    ///   - key: letters, digits, `-` and `_`, at most 80 bytes; unique in the shard. (WebDataset ends
    ///     a key at its first dot, and takes a slash for a folder.)
    ///   - pictures: the pictures, in order.
    ///   - questions: the ids of its questions in the order of the JSON, for the index.
    ///   - json: makes the text of `KEY.json` from the pictures, placed.
    /// - Returns: the pictures with their places.
    /// - Throws: a `Fault` where the key will not do or the disk refuses.
    @discardableResult
    public func addSample(
        key: String, pictures: [NewPicture], questions: [String],
        json: (_ placed: [Picture]) -> [UInt8]
    ) throws(Fault) -> [Picture] {
        guard ShardWriter.isPlain(key) else {
            throw Fault(
                .internalError,
                "`\(key)` is no key for a sample; expected letters, digits, - and _")
        }
        guard keys.insert(key).inserted else {
            throw Fault(.internalError, "the shard \(name) has a sample `\(key)` already")
        }
        let start = tar.byteCount
        var placed: [Picture] = []
        placed.reserveCapacity(pictures.count)
        for (number, picture) in pictures.enumerated() {
            let suffix = picture.format == .png ? "png" : "jpg"
            let member = pictures.count == 1 ? "\(key).\(suffix)" : "\(key).\(number).\(suffix)"
            let offset = try picture.bytes.withSpan { bytes throws(Fault) in
                try tar.append(Array(member.utf8), bytes)
            }
            let entry = Picture(
                digest: picture.digest, format: picture.format, width: picture.width,
                height: picture.height, shard: name, offset: offset,
                byteCount: picture.bytes.count)
            index.add(entry, perceptualHash: picture.perceptualHash)
            placed.append(entry)
        }
        let text = json(placed)
        let offset = unsafe try tar.append(Array("\(key).json".utf8), text.span.bytes)
        index.endSample(
            key: key, place: start..<tar.byteCount, json: offset..<(offset + text.count),
            pictures: placed.count, questions: questions)
        return placed
    }

    /// Ends the tar, syncs it and writes the index, which publishing its folder syncs.
    ///
    /// - Returns: the tar's SHA-256, if it was asked for.
    /// - Throws: a `Fault` where the disk refuses.
    @discardableResult
    public func close() throws(Fault) -> Digest? {
        let digest = try tar.close()
        try BufferedFile.write(index.encode(shardByteCount: tar.byteCount), to: indexPath)
        return digest
    }

    private static func isPlain(_ name: String) -> Bool {
        (1...80).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
