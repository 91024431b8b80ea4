import Records

/// Collects the tables of a shard's index; `ShardIndexFile` says how they lie.
struct ShardIndexEncoder {
    private(set) var sampleCount = 0
    private var samples: [UInt8] = []
    private var pictures: [UInt8] = []
    private var pictureCount = 0
    private var questions: [UInt8] = []
    private var questionCount = 0

    /// Notes a picture of the sample that `endSample` will note.
    mutating func add(_ picture: Picture, perceptualHash: UInt64) {
        let digest = picture.digest.words
        for word in [digest.0, digest.1, digest.2, digest.3] {
            // The digest's own bytes, first byte first.
            pictures.appendInteger(word.byteSwapped)
        }
        pictures.appendInteger(UInt64(picture.offset))
        pictures.appendInteger(UInt64(picture.byteCount))
        pictures.appendInteger(UInt32(clamping: picture.width))
        pictures.appendInteger(UInt32(clamping: picture.height))
        pictures.appendInteger(picture.format.indexCode)
        pictures.appendInteger(UInt32(clamping: sampleCount))
        pictures.appendInteger(perceptualHash)
        pictureCount += 1
    }

    /// Notes a sample with the pictures that were added since the last.
    mutating func endSample(
        key: String, place: Range<Int>, json: Range<Int>, pictures count: Int,
        questions ids: [String]
    ) {
        samples.appendInteger(ShardIndexFile.hash(ofKey: key.utf8))
        samples.appendInteger(UInt64(place.lowerBound))
        samples.appendInteger(UInt64(place.count))
        samples.appendInteger(UInt64(json.lowerBound))
        samples.appendInteger(UInt64(json.count))
        samples.appendInteger(UInt32(clamping: pictureCount - count))
        samples.appendInteger(UInt32(clamping: count))
        for (number, id) in ids.enumerated() {
            Key128(id: id).append(to: &questions)
            questions.appendInteger(UInt32(clamping: sampleCount))
            questions.appendInteger(UInt32(clamping: number))
        }
        questionCount += ids.count
        sampleCount += 1
    }

    /// The bytes of the index of a shard with so many bytes.
    func encode(shardByteCount: Int) -> [UInt8] {
        var bytes = IndexFile.header(
            ShardIndexFile.magic, ShardIndexFile.version,
            [sampleCount, pictureCount, questionCount, shardByteCount])
        bytes.reserveCapacity(
            bytes.count + samples.count + pictures.count + questions.count + IndexFile.digestSize)
        bytes += samples
        bytes += pictures
        bytes += questions
        return bytes + SHA256.digest(of: bytes).bytes
    }
}

extension Picture.Format {
    /// The number that stands for it in an index.
    var indexCode: UInt32 {
        switch self {
        case .png: 0
        case .jpeg: 1
        }
    }

    /// The format of a number in an index, if there is one.
    init?(indexCode: UInt32) {
        guard let format = Picture.Format.allCases.first(where: { $0.indexCode == indexCode })
        else { return nil }
        self = format
    }
}
