public import Records

/// A shard's index, mapped into memory: where each sample, picture and question lies.
///
/// Opening it costs the same for any number of samples, and a record is found at once by its number.
/// After the header (`pipeidx` and a NUL, version, zero, numbers of samples, pictures and questions,
/// bytes of the shard, 16 zeros) come
///
/// - samples, 48 bytes each: hash of the key (FNV-1a), offset of the first header, bytes up to the
///   next sample, offset and length of the JSON (64 bits each), first picture, number of pictures;
/// - pictures, 72 bytes each: SHA-256, offset, length (64 bits each), width, height, format (0 PNG,
///   1 JPEG), sample, perceptual hash (64 bits, or 0);
/// - questions, 24 bytes each: the first 128 bits of the SHA-256 of the id as two numbers, sample,
///   number in the sample;
///
/// and the SHA-256 of it all. Numbers are little-endian and of 32 bits where nothing else is said.
public struct ShardIndexFile: Sendable {
    /// The shard's name.
    public let shard: String
    /// How many samples it holds.
    public let sampleCount: Int
    /// How many pictures it holds.
    public let pictureCount: Int
    /// How many questions its writer was told of.
    public let questionCount: Int
    /// How many bytes the shard has.
    public let shardByteCount: Int

    static let magic = "pipeidx\0"
    static let version: UInt32 = 2
    private static let sampleSize = 48
    private static let pictureSize = 72
    private static let questionSize = Key128.byteCount + 8

    private let file: IndexFile
    private let samples: ByteSlice
    private let pictures: ByteSlice
    private let questions: ByteSlice

    /// Opens the index of the shard that has the file's name. The digest is not checked; see `verify`.
    ///
    /// - Throws: a `Fault` where it cannot be read, is of another version or its length is wrong.
    public init(_ path: String) throws(Fault) {
        file = try IndexFile(path, magic: ShardIndexFile.magic, version: ShardIndexFile.version)
        let bytes = file.bytes
        let counts = [16, 24, 32].map { bytes.length(at: $0) }
        let tables = try file.tables([
            (counts[0], ShardIndexFile.sampleSize), (counts[1], ShardIndexFile.pictureSize),
            (counts[2], ShardIndexFile.questionSize),
        ])
        guard let size = bytes.length(at: 40), bytes.isZero(12..<16), bytes.isZero(48..<64) else {
            throw file.damaged("its header holds what it should not")
        }
        shardByteCount = size
        (samples, pictures, questions) = (bytes[tables[0]], bytes[tables[1]], bytes[tables[2]])
        sampleCount = samples.count / ShardIndexFile.sampleSize
        pictureCount = pictures.count / ShardIndexFile.pictureSize
        questionCount = questions.count / ShardIndexFile.questionSize
        let name = FileSystem.name(of: path)
        shard = name.hasSuffix(".idx") ? String(name.dropLast(4)) : name
    }

    /// Reads all of it and checks the digest and every record.
    ///
    /// - Throws: a `Fault` where a byte is not as it was written.
    public func verify() throws(Fault) {
        try file.verify()
        for number in 0..<sampleCount { _ = try sample(number) }
        for number in 0..<pictureCount { _ = try picture(number) }
        for number in 0..<questionCount { _ = try question(number) }
    }

    /// A sample's place.
    public struct Sample: Sendable, Hashable {
        /// A hash of its key.
        public var keyHash: UInt64
        /// Its bytes in the shard, headers and padding counted.
        public var place: Range<Int>
        /// The bytes of its JSON.
        public var json: Range<Int>
        /// The numbers of its pictures.
        public var pictures: Range<Int>
    }

    /// A sample by its number.
    ///
    /// - Throws: a `Fault` where its record leads out of the shard.
    /// - Precondition: `number` is in `0..<sampleCount`.
    public func sample(_ number: Int) throws(Fault) -> Sample {
        precondition((0..<sampleCount).contains(number), "no sample \(number)")
        let start = number * ShardIndexFile.sampleSize
        let first = Int(samples.integer(at: start + 40, as: UInt32.self))
        let count = Int(samples.integer(at: start + 44, as: UInt32.self))
        guard let place = range(samples, at: start + 8, in: 0..<shardByteCount),
            let json = range(samples, at: start + 24, in: place), first + count <= pictureCount
        else { throw file.damaged("sample \(number)") }
        return Sample(
            keyHash: samples.integer(at: start), place: place, json: json,
            pictures: first..<(first + count))
    }

    /// A picture's place and what it is.
    public struct PictureEntry: Sendable, Hashable {
        /// The picture.
        public var picture: Picture
        /// Its perceptual hash, or 0.
        public var perceptualHash: UInt64
        /// The number of its sample.
        public var sample: Int
    }

    /// A picture by its number.
    ///
    /// - Throws: a `Fault` where its record leads out of the shard.
    /// - Precondition: `number` is in `0..<pictureCount`.
    public func picture(_ number: Int) throws(Fault) -> PictureEntry {
        precondition((0..<pictureCount).contains(number), "no picture \(number)")
        let start = number * ShardIndexFile.pictureSize
        let sample = Int(pictures.integer(at: start + 60, as: UInt32.self))
        guard let place = range(pictures, at: start + 32, in: 0..<shardByteCount),
            let format = Picture.Format(indexCode: pictures.integer(at: start + 56)),
            sample < sampleCount
        else { throw file.damaged("picture \(number)") }
        func word(_ index: Int) -> UInt64 {
            pictures.integer(at: start + index * 8, as: UInt64.self).byteSwapped
        }
        return PictureEntry(
            picture: Picture(
                digest: Digest(words: (word(0), word(1), word(2), word(3))), format: format,
                width: Int(pictures.integer(at: start + 48, as: UInt32.self)),
                height: Int(pictures.integer(at: start + 52, as: UInt32.self)),
                shard: shard, offset: place.lowerBound, byteCount: place.count),
            perceptualHash: pictures.integer(at: start + 64), sample: sample)
    }

    /// A question's key, its sample and its number there.
    func question(_ number: Int) throws(Fault) -> (key: Key128, sample: UInt32, number: UInt32) {
        precondition((0..<questionCount).contains(number), "no question \(number)")
        let start = number * ShardIndexFile.questionSize
        let sample: UInt32 = questions.integer(at: start + 16)
        guard sample < sampleCount else { throw file.damaged("question \(number)") }
        return (
            Key128(questions, at: start), sample, questions.integer(at: start + 20)
        )
    }

    /// FNV-1a of a sample's key.
    static func hash(ofKey key: some Sequence<UInt8>) -> UInt64 {
        key.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }

    /// The range that an offset and a length say, if it lies in another.
    private func range(_ table: ByteSlice, at offset: Int, in outer: Range<Int>) -> Range<Int>? {
        guard let start = table.length(at: offset), let count = table.length(at: offset + 8),
            start >= outer.lowerBound, start <= outer.upperBound,
            count <= outer.upperBound - start
        else { return nil }
        return start..<(start + count)
    }
}
