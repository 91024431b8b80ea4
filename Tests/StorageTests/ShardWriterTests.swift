import Records
import Storage
import TestSupport
import Testing

@Suite struct ShardWriterTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func writer() throws -> ShardWriter {
        try ShardWriter(name: "s", shardFolder: folder.path, indexFolder: folder.path)
    }

    @Test func `a tar holds the samples in order, the JSON after its pictures`() throws {
        let placed = try ShardFixture.write("train", into: folder.path)
        var names: [String] = []
        var contents: [[UInt8]] = []
        for (name, bytes) in try TarFiles.read(folder["shards/train.tar"]) {
            names.append(name)
            contents.append(bytes)
        }
        let long = String(repeating: "k", count: 80)
        #expect(
            names == [
                "none.json", "a-1.jpg", "a-1.json", "b_2.0.png", "b_2.1.jpg", "b_2.json",
                long + ".png", long + ".json",
            ])
        #expect(contents[5] == ShardFixture.json(Array(placed[1...2])))
        #expect(contents[6] == ShardFixture.samples[3].pictures[0].bytes.bytes)
        let index = try ArchiveIndexer.index(ofTar: folder["shards/train.tar"])
        #expect(index.report.refusals.isEmpty)
        #expect(index["a-1.jpg"]?.offset == placed[0].offset)
        #expect(index[long + ".png"]?.byteCount == 100_000)
    }

    @Test func `the same samples give the same bytes`() throws {
        try ShardFixture.write("s", into: folder["x"])
        try ShardFixture.write("s", into: folder["y"])
        for name in ["shards/s.tar", "index/s.idx"] {
            #expect(
                try FileSystem.read(folder["x/" + name]) == FileSystem.read(folder["y/" + name]))
        }
    }

    @Test func `a shard longer than the output buffer comes back byte for byte`() throws {
        // Lengths that put the end of a piece of 1 MiB into a header, a picture and a padding.
        let lengths = [1 << 20, (1 << 20) - 1536, 511, (1 << 20) - 2048, 3 << 20, 1, 700_001]
        let samples = lengths.enumerated().map { index, length in
            ShardFixture.Sample(
                key: "k\(index)", pictures: [ShardFixture.picture(index + 3, byteCount: length)])
        }
        let placed = try ShardFixture.write("big", samples, into: folder.path)
        let reader = ShardReader(shardFolder: folder["shards"])
        for (place, sample) in zip(placed, samples) {
            #expect(
                try reader.bytes(of: place, isVerified: true) == sample.pictures[0].bytes.bytes)
        }
        let status = try FileSystem.status(folder["shards/big.tar"])
        let index = try ShardIndexFile(folder["index/big.idx"])
        #expect(status?.byteCount == index.shardByteCount)
        #expect(try ArchiveIndexer.index(ofTar: folder["shards/big.tar"]).entries.count == 14)
    }

    @Test func `the size of a sample is known beforehand`() throws {
        let writer = try writer()
        for (index, sizes) in [[0], [512, 513], [], [100_000]].enumerated() {
            let before = writer.byteCount
            let pictures = sizes.map { ShardFixture.picture(2, byteCount: $0) }
            try writer.addSample(key: "k\(index)", pictures: pictures, questions: []) { _ in
                [1, 2, 3]
            }
            #expect(
                writer.byteCount - before == ShardWriter.byteCount(pictures: sizes, json: 3))
        }
        #expect(writer.sampleCount == 4)
    }

    @Test(arguments: [
        "", "a.b", "a/b", "..", "é", "a b", "a\0", String(repeating: "k", count: 81), "twice",
    ])
    func `a key that will not do is a fault`(key: String) throws {
        let writer = try writer()
        try writer.addSample(key: "twice", pictures: [], questions: []) { _ in [] }
        #expect(throws: Fault.self) {
            try writer.addSample(key: key, pictures: [], questions: []) { _ in [] }
        }
    }

    @Test func `a shard that is there is not written over`() throws {
        try ShardFixture.write("s", into: folder.path)
        let before = try FileSystem.read(folder["shards/s.tar"])
        #expect(throws: Fault.self) { try ShardFixture.write("s", [], into: folder.path) }
        #expect(try FileSystem.read(folder["shards/s.tar"]) == before)
    }
}
