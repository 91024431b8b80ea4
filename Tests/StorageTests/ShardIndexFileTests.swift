import Records
import Storage
import TestSupport
import Testing

@Suite struct ShardIndexFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `records say where samples and pictures lie`() throws {
        let placed = try ShardFixture.write("train", into: folder.path)
        let index = try ShardIndexFile(folder["index/train.idx"])
        try index.verify()
        #expect(index.shard == "train")
        #expect(index.sampleCount == 4)
        #expect(index.pictureCount == 4)
        #expect(index.questionCount == 4)
        #expect(try ShardIndex(folder["index/train.idx"]).entries == placed)
        let tar = try FileSystem.read(folder["shards/train.tar"])
        var end = 0
        var pictures = 0
        for (number, expected) in ShardFixture.samples.enumerated() {
            let sample = try index.sample(number)
            #expect(sample.place.lowerBound == end)
            end = sample.place.upperBound
            let own = sample.pictures.map { placed[$0] }
            #expect(Array(tar[sample.json]) == ShardFixture.json(own))
            #expect(sample.pictures == pictures..<(pictures + expected.pictures.count))
            for (number, picture) in zip(sample.pictures, expected.pictures) {
                let entry = try index.picture(number)
                #expect(entry.perceptualHash == picture.perceptualHash)
                #expect(entry.picture.digest == picture.digest)
                let start = entry.picture.offset
                #expect(
                    Array(tar[start..<(start + entry.picture.byteCount)]) == picture.bytes.bytes)
            }
            pictures += expected.pictures.count
        }
        #expect(end + 1024 == tar.count)
        #expect(index.shardByteCount == tar.count)
    }

    @Test func `every changed byte is noticed`() throws {
        try ShardFixture.write("s", into: folder.path)
        let bytes = try FileSystem.read(folder["index/s.idx"])
        #expect(bytes.count == 64 + 4 * (48 + 72 + 24) + 32)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 0x41
            try FileSystem.write(changed, to: folder["bad.idx"])
            #expect(throws: Fault.self) { try ShardIndex(folder["bad.idx"]) }
        }
        for count in [0, 7, 63, 64, 95, 96, bytes.count - 1] {
            try FileSystem.write(Array(bytes[..<count]), to: folder["cut.idx"])
            #expect(throws: Fault.self) { try ShardIndexFile(folder["cut.idx"]) }
        }
        try FileSystem.write(bytes + [0], to: folder["long.idx"])
        #expect(throws: Fault.self) { try ShardIndexFile(folder["long.idx"]) }
    }

    @Test func `records with a hostile place are faults, whatever the digest says`() throws {
        try ShardFixture.write("s", into: folder.path)
        let bytes = try FileSystem.read(folder["index/s.idx"])
        let samples = 64
        let pictures = samples + 4 * 48
        let questions = pictures + 4 * 72
        let hostile = [UInt8](repeating: 0xFF, count: 8)
        // Offset, length and JSON of a sample; its pictures.
        for field in [8, 16, 24, 32, 40] {
            var changed = bytes
            changed.replaceSubrange((samples + field)..<(samples + field + 8), with: hostile)
            try FileSystem.write(changed, to: folder["bad.idx"])
            let index = try ShardIndexFile(folder["bad.idx"])
            #expect(throws: Fault.self) { try index.sample(0) }
        }
        // Offset, length, and format with sample of a picture.
        for field in [32, 40, 56] {
            var changed = bytes
            changed.replaceSubrange((pictures + field)..<(pictures + field + 8), with: hostile)
            try FileSystem.write(changed, to: folder["bad.idx"])
            let index = try ShardIndexFile(folder["bad.idx"])
            #expect(throws: Fault.self) { try index.picture(0) }
        }
        var changed = bytes
        changed.replaceSubrange((questions + 16)..<(questions + 24), with: hostile)
        try FileSystem.write(changed, to: folder["bad.idx"])
        #expect(throws: Fault.self) { try ShardIndexFile(folder["bad.idx"]).verify() }
    }

    @Test(arguments: [16, 24, 32])
    func `a hostile number of records is a fault`(field: Int) throws {
        try ShardFixture.write("s", into: folder.path)
        let bytes = try FileSystem.read(folder["index/s.idx"])
        for value: UInt64 in [0, 3, 5, 1 << 31, 1 << 58, 1 << 63, .max] {
            var changed = bytes
            for byte in 0..<8 { changed[field + byte] = UInt8(value >> (8 * UInt64(byte)) & 0xFF) }
            try FileSystem.write(changed, to: folder["bad.idx"])
            #expect(throws: Fault.self) { try ShardIndexFile(folder["bad.idx"]) }
        }
    }
}
