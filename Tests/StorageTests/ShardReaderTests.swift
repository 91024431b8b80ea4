import Records
import Storage
import TestSupport
import Testing

@Suite struct ShardReaderTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `pictures come back by their place`() throws {
        let placed = try ShardFixture.write("train", into: folder.path)
        let expected = ShardFixture.samples.flatMap(\.pictures)
        let reader = ShardReader(shardFolder: folder["shards"])
        #expect(placed.count == expected.count)
        for (place, picture) in zip(placed, expected) {
            #expect(try reader.bytes(of: place, isVerified: true) == picture.bytes.bytes)
        }
    }

    @Test func `a picture outside its shard is a fault`() throws {
        let placed = try #require(try ShardFixture.write("train", into: folder.path).first)
        let reader = ShardReader(shardFolder: folder["shards"])
        for (offset, byteCount) in [(-1, 1), (0, -1), (0, .max), (.max, 1), (Int.max, Int.max)] {
            var moved = placed
            moved.offset = offset
            moved.byteCount = byteCount
            #expect(throws: Fault.self) { try reader.bytes(of: moved) }
        }
        var elsewhere = placed
        elsewhere.shard = "../shards/train"
        #expect(throws: Fault.self) { try reader.bytes(of: elsewhere) }
        var other = placed
        other.offset += 1
        #expect(throws: Fault.self) { try reader.bytes(of: other, isVerified: true) }
    }

    @Test func `threads share a reader`() async throws {
        let placed = try ShardFixture.write("train", into: folder.path)
        let reader = ShardReader(shardFolder: folder["shards"])
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for picture in placed + placed + placed {
                group.addTask { try reader.bytes(of: picture, isVerified: true).count }
            }
            return try await group.reduce(0, +)
        }
        #expect(count == 3 * placed.reduce(0) { $0 + $1.byteCount })
    }
}
