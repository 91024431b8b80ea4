import Glibc
import Records
import Storage
import Testing

@Suite struct ShardTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func picture(_ seed: Int, byteCount: Int) -> ShardWriter.NewPicture {
        let bytes = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* seed) }
        return (
            bytes: bytes, digest: SHA256.digest(of: bytes),
            format: seed.isMultiple(of: 2) ? .png : .jpeg, width: seed + 1, height: 70_000
        )
    }

    /// Samples with no, one and two pictures, of lengths around a tar block.
    private var samples: [(key: String, pictures: [ShardWriter.NewPicture])] {
        [
            ("none", []), ("a-1", [picture(1, byteCount: 512)]),
            ("b_2", [picture(2, byteCount: 0), picture(3, byteCount: 513)]),
            (String(repeating: "k", count: 80), [picture(4, byteCount: 100_000)]),
        ]
    }

    @discardableResult
    private func write(to name: String) throws -> [Picture] {
        try FileSystem.createFolder(folder[name])
        let writer = try ShardWriter(
            name: "train-00000", shardFolder: folder[name], indexFolder: folder[name])
        var placed: [Picture] = []
        for sample in samples {
            let before = writer.byteCount
            placed += try writer.addSample(key: sample.key, pictures: sample.pictures) { placed in
                Array("{\"offsets\":\(placed.map(\.offset))}".utf8)
            }
            #expect(writer.byteCount % 512 == 0)
            #expect(writer.byteCount > before)
        }
        try writer.close()
        return placed
    }

    @Test func picturesComeBackByTheirPlace() throws {
        let placed = try write(to: "x")
        let expected = samples.flatMap(\.pictures)
        let reader = ShardReader(shardFolder: folder["x"])
        #expect(placed.count == expected.count)
        for (place, picture) in zip(placed, expected) {
            #expect(try reader.bytes(of: place, isVerified: true) == picture.bytes)
        }
        #expect(try ShardIndex(folder["x/train-00000.idx"]).entries == placed)
    }

    @Test func theTarHoldsTheSamplesInOrder() throws {
        let placed = try write(to: "x")
        var names: [String] = []
        var json: [UInt8] = []
        try TarReader.forEachEntry(in: folder["x/train-00000.tar"]) { entry throws(Fault) in
            names.append(entry.name)
            if entry.name == "b_2.json" { json = try entry.bytes() }
        }
        let text = "{\"offsets\":[\(placed[1].offset), \(placed[2].offset)]}"
        #expect(json == Array(text.utf8))
        let long = String(repeating: "k", count: 80)
        #expect(
            names == [
                "none.json", "a-1.jpg", "a-1.json", "b_2.0.png", "b_2.1.jpg", "b_2.json",
                long + ".png", long + ".json",
            ])
        let index = try TarReader.contents(of: folder["x/train-00000.tar"])
        #expect(index.names == names)
        #expect(index.places["a-1.jpg"]?.offset == placed[0].offset)
        #expect(index.places[long + ".png"]?.byteCount == 100_000)
    }

    @Test func theSameSamplesGiveTheSameBytes() throws {
        try write(to: "x")
        try write(to: "y")
        for name in ["train-00000.tar", "train-00000.idx"] {
            #expect(
                try FileSystem.read(folder["x/" + name]) == FileSystem.read(folder["y/" + name]))
        }
    }

    @Test func theSizeOfASampleIsKnownBeforehand() throws {
        let writer = try ShardWriter(
            name: "s", shardFolder: folder.path, indexFolder: folder.path)
        for (index, sizes) in [[0], [512, 513], [], [100_000]].enumerated() {
            let before = writer.byteCount
            let pictures = sizes.map { picture(2, byteCount: $0) }
            _ = try writer.addSample(key: "k\(index)", pictures: pictures) { _ in [1, 2, 3] }
            #expect(
                writer.byteCount - before == ShardWriter.byteCount(pictures: sizes, json: 3))
        }
        #expect(writer.sampleCount == 4)
    }

    @Test(arguments: [
        "", "a.b", "a/b", "..", "é", "a b", String(repeating: "k", count: 81), "twice",
    ])
    func aKeyThatWillNotDoIsAFault(key: String) throws {
        let writer = try ShardWriter(
            name: "s", shardFolder: folder.path, indexFolder: folder.path)
        _ = try writer.addSample(key: "twice", pictures: []) { _ in [] }
        #expect(throws: Fault.self) {
            try writer.addSample(key: key, pictures: []) { _ in [] }
        }
    }

    @Test func aPictureOutsideItsShardIsAFault() throws {
        let placed = try #require(try write(to: "x").first)
        let reader = ShardReader(shardFolder: folder["x"])
        for (offset, byteCount) in [(-1, 1), (0, -1), (0, .max), (.max, 1), (Int.max, Int.max)] {
            var moved = placed
            moved.offset = offset
            moved.byteCount = byteCount
            #expect(throws: Fault.self) { try reader.bytes(of: moved) }
        }
        var elsewhere = placed
        elsewhere.shard = "../x/train-00000"
        #expect(throws: Fault.self) { try reader.bytes(of: elsewhere) }
        var other = placed
        other.offset += 1
        #expect(throws: Fault.self) { try reader.bytes(of: other, isVerified: true) }
    }

    @Test func everyChangedByteOfAnIndexIsNoticed() throws {
        try write(to: "x")
        let bytes = try FileSystem.read(folder["x/train-00000.idx"])
        #expect(bytes.count == 64 + 4 * 64)
        for index in bytes.indices where !(24..<32).contains(index) {
            var changed = bytes
            changed[index] ^= 0x41
            try FileSystem.write(changed, to: folder["bad.idx"])
            #expect(throws: Fault.self) { try ShardIndex(folder["bad.idx"]) }
        }
        for count in [0, 7, 63, 64, bytes.count - 1] {
            try FileSystem.write(Array(bytes[..<count]), to: folder["cut.idx"])
            #expect(throws: Fault.self) { try ShardIndex(folder["cut.idx"]) }
        }
    }

    @Test func threadsShareAReader() async throws {
        let placed = try write(to: "x")
        let reader = ShardReader(shardFolder: folder["x"])
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for picture in placed + placed + placed {
                group.addTask { try reader.bytes(of: picture, isVerified: true).count }
            }
            return try await group.reduce(0, +)
        }
        #expect(count == 3 * placed.reduce(0) { $0 + $1.byteCount })
    }
}
