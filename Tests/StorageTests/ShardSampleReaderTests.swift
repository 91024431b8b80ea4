import Records
import Storage
import TestSupport
import Testing

@Suite struct ShardSampleReaderTests {
    let folder: TemporaryFolder
    let set: ShardSet
    private static let count = 53

    init() throws {
        folder = try TemporaryFolder()
        for (shard, range) in [("a", 0..<20), ("b", 20..<53)] {
            let samples = range.map { number in
                ShardFixture.Sample(
                    key: "k\(number)", pictures: [ShardFixture.picture(number, byteCount: number)])
            }
            try ShardFixture.write(shard, samples, into: folder.path)
        }
        try QuestionIndexFile.write(
            shards: ["a", "b"], indexFolder: folder["index"], to: folder["index/questions.idx"])
        set = try ShardSet(folder.path)
    }

    private func reader(
        from cursor: ShardCursor = ShardCursor(), worker: Int = 0, of workers: Int = 1
    ) -> ShardSampleReader {
        ShardSampleReader(set, seed: Seed(9), from: cursor, worker: worker, of: workers)
    }

    private func rest(_ reader: inout ShardSampleReader) throws -> [String] {
        var keys: [String] = []
        while let sample = try reader.next() { keys.append(sample.key) }
        return keys
    }

    @Test func `an epoch gives every sample once, in another order than the next`() throws {
        var reader = reader()
        let first = try rest(&reader)
        #expect(try reader.next() == nil)
        reader.beginNextEpoch()
        let second = try rest(&reader)
        let expected = Set((0..<ShardSampleReaderTests.count).map { "k\($0)" })
        #expect(Set(first) == expected && first.count == expected.count)
        #expect(Set(second) == expected && second.count == expected.count)
        #expect(first != second)
    }

    @Test(arguments: [0, 1, 20, 52, 53])
    func `two integers bring a reader back`(position: Int) throws {
        var whole = reader(from: ShardCursor(epoch: 4))
        let expected = try rest(&whole)
        var begun = reader(from: ShardCursor(epoch: 4))
        for _ in 0..<position { _ = try begun.next() }
        #expect(begun.cursor == ShardCursor(epoch: 4, position: position))
        var resumed = reader(from: begun.cursor)
        let found = try rest(&resumed)
        if position < ShardSampleReaderTests.count {
            #expect(found == Array(expected.dropFirst(position)))
        } else {
            // An epoch that is over is followed by the next.
            begun.beginNextEpoch()
            #expect(found == (try rest(&begun)))
            #expect(resumed.cursor.epoch == 5)
        }
    }

    @Test func `the number of workers may change at any step, and each sample comes once`() throws {
        var cursor = ShardCursor(epoch: 2)
        var keys: [String] = []
        for (workers, steps) in [(3, 4), (1, 2), (8, 1), (5, 2), (2, 3), (7, 100)] {
            var readers = (0..<workers).map { reader(from: cursor, worker: $0, of: workers) }
            for _ in 0..<steps {
                for worker in 0..<workers {
                    if let sample = try readers[worker].next() { keys.append(sample.key) }
                }
            }
            cursor = try #require(ShardCursor.joint(of: readers.map(\.cursor)))
        }
        var whole = reader(from: ShardCursor(epoch: 2))
        #expect(keys.sorted() == (try rest(&whole)).sorted())
        #expect(cursor.position >= ShardSampleReaderTests.count)
    }

    @Test func `workers that are not in step have no joint cursor`() throws {
        var readers = (0..<2).map { reader(worker: $0, of: 2) }
        #expect(ShardCursor.joint(of: readers.map(\.cursor)) == ShardCursor())
        _ = try readers[0].next()
        #expect(ShardCursor.joint(of: readers.map(\.cursor)) == ShardCursor(position: 1))
        _ = try readers[0].next()
        #expect(ShardCursor.joint(of: readers.map(\.cursor)) == nil)
        readers[0].beginNextEpoch()
        #expect(ShardCursor.joint(of: readers.map(\.cursor)) == nil)
        #expect(ShardCursor.joint(of: []) == nil)
    }
}
