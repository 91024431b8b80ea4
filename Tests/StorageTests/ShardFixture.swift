import Records
import Storage

/// A small shard of samples with no, one and two pictures, of lengths around a tar block.
enum ShardFixture {
    struct Sample {
        var key: String
        var pictures: [NewPicture] = []
        var questions: [String] = []
    }

    static let samples: [Sample] = [
        Sample(key: "none", questions: ["only text"]),
        Sample(key: "a-1", pictures: [picture(1, byteCount: 512)], questions: ["q1", "é"]),
        Sample(key: "b_2", pictures: [picture(2, byteCount: 0), picture(3, byteCount: 513)]),
        Sample(
            key: String(repeating: "k", count: 80), pictures: [picture(4, byteCount: 100_000)],
            questions: ["e\u{301}"]),
    ]

    static func picture(_ seed: Int, byteCount: Int) -> NewPicture {
        let bytes = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* seed) }
        return NewPicture(
            bytes: ByteSlice(bytes), digest: SHA256.digest(of: bytes),
            format: seed.isMultiple(of: 2) ? .png : .jpeg, width: seed + 1, height: 70_000,
            perceptualHash: UInt64(seed) &* 0x0123_4567_89AB_CDEF)
    }

    static func json(_ placed: [Picture]) -> [UInt8] {
        Array("{\"offsets\":\(placed.map(\.offset))}".utf8)
    }

    /// Writes a shard and its index into `folder/shards` and `folder/index`.
    @discardableResult
    static func write(
        _ name: String, _ samples: [Sample] = samples, into folder: String
    ) throws -> [Picture] {
        try FileSystem.createFolder(folder + "/shards")
        try FileSystem.createFolder(folder + "/index")
        let writer = try ShardWriter(
            name: name, shardFolder: folder + "/shards", indexFolder: folder + "/index")
        var placed: [Picture] = []
        for sample in samples {
            placed += try writer.addSample(
                key: sample.key, pictures: sample.pictures, questions: sample.questions, json: json)
        }
        try writer.close()
        return placed
    }
}
