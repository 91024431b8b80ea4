import Manifests
import Records
import Storage
import Testing

@testable import Ingest

@Suite struct ShardCutTests {
    /// Groups with keys as pictures have them.
    private static func groups(_ numbers: some Sequence<Int>, byteCount: Int = 10) -> [CatalogGroup]
    {
        let hasher = KeyHasher()
        return numbers.map { number in
            hasher.update("\(number)")
            return CatalogGroup(byteCount: byteCount, name: hasher.key(), pictures: .zero)
        }
    }

    private static func settings(_ samples: Int, _ bytes: Int = 1 << 30) -> IngestSettings {
        var settings = IngestSettings()
        settings.shardSamples = samples
        settings.shardSize = bytes
        return settings
    }

    /// The numbers of each shard's groups.
    private static func shards(_ numbers: [Int], _ settings: IngestSettings) throws -> [[Int]] {
        let groups = groups(numbers)
        let space = SpillSpace(folder: "", memoryLimit: .max)
        var spilled = SpilledArray<CatalogGroup>(in: space)
        try spilled.append(contentsOf: groups)
        return try ShardCut(settings, of: spilled).shards(of: spilled).map { Array(numbers[$0]) }
    }

    @Test func `every group is in one shard, and none is too long`() throws {
        let shards = try ShardCutTests.shards(Array(0..<5000), ShardCutTests.settings(200))
        #expect(shards.flatMap(\.self) == Array(0..<5000))
        #expect(shards.allSatisfy { $0.count <= 200 })
        #expect(shards.dropLast().allSatisfy { $0.count >= 150 })
    }

    @Test func `a group that comes or goes changes few shards`() throws {
        let before = try ShardCutTests.shards(Array(0..<20_000), ShardCutTests.settings(200))
        for change in [[-1] + Array(0..<20_000), Array(0..<20_000).filter { $0 != 5000 }] {
            let after = try ShardCutTests.shards(change, ShardCutTests.settings(200))
            let known = Set(before)
            #expect(after.count { !known.contains($0) } <= 12, "of \(after.count)")
        }
    }

    @Test func `small shards are as long as they may be`() throws {
        let shards = try ShardCutTests.shards(Array(0..<10), ShardCutTests.settings(4))
        #expect(shards.map(\.count) == [4, 4, 2])
        let bySize = try ShardCutTests.shards(Array(0..<5), ShardCutTests.settings(100, 25))
        #expect(bySize.map(\.count) == [2, 2, 1])
    }

    @Test func `nothing is one empty shard`() throws {
        #expect(try ShardCutTests.shards([], ShardCutTests.settings(4)) == [[]])
    }
}
