import Records
import TestSupport
import Testing

@testable import Storage

@Suite struct ShardSetTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Three shards, the second without a sample, and their index.
    private func write(memoryLimit: Int = SpillSpace.usualMemoryLimit) throws -> ShardSet {
        try ShardFixture.write("first", into: folder.path)
        try ShardFixture.write("empty", [], into: folder.path)
        let many = (0..<200).map { number in
            ShardFixture.Sample(
                key: "s\(number)", pictures: [ShardFixture.picture(number + 5, byteCount: number)],
                questions: (0..<(number % 4)).map { "many/\(number)/\($0)" })
        }
        try ShardFixture.write("many", many, into: folder.path)
        try writeIndex(memoryLimit: memoryLimit)
        return try ShardSet(folder.path)
    }

    private func writeIndex(
        _ shards: [String] = ["first", "empty", "many"],
        memoryLimit: Int = SpillSpace.usualMemoryLimit
    ) throws {
        try QuestionIndexFile.write(
            shards: shards, indexFolder: folder["index"], to: folder["index/questions.idx"],
            memoryLimit: memoryLimit)
    }

    @Test func `samples are counted through the shards`() throws {
        let set = try write()
        try set.verify()
        #expect(set.count == 204)
        #expect(set.questionCount == 4 + 300)
        for (number, expected) in ShardFixture.samples.enumerated() {
            let sample = try set.sample(at: number)
            #expect(sample.shard == "first")
            #expect(sample.number == number)
            #expect(sample.key == expected.key)
            #expect(sample.pictures.map(\.bytes.bytes) == expected.pictures.map(\.bytes.bytes))
            #expect(sample.pictures.map(\.picture.digest) == expected.pictures.map(\.digest))
            #expect(
                sample.pictures.map(\.perceptualHash) == expected.pictures.map(\.perceptualHash))
            #expect(sample.json.bytes == ShardFixture.json(sample.pictures.map(\.picture)))
        }
        for number in [0, 1, 100, 199] {
            let sample = try set.sample(at: 4 + number)
            #expect(sample.shard == "many")
            #expect(sample.key == "s\(number)")
            #expect(sample.pictures[0].bytes.count == number)
        }
    }

    @Test func `a question is found by its id, told apart by its bytes`() throws {
        let set = try write()
        let only = try #require(try set.sample(id: "only text"))
        #expect(only.sample.key == "none")
        #expect(only.question == 0)
        // The same text to Swift, but other bytes.
        let composed = try #require(try set.sample(id: "\u{e9}"))
        let decomposed = try #require(try set.sample(id: "e\u{301}"))
        #expect(composed.sample.key == "a-1")
        #expect(composed.question == 1)
        #expect(decomposed.sample.number == 3)
        for number in 0..<200 {
            for question in 0..<(number % 4) {
                let found = try #require(try set.sample(id: "many/\(number)/\(question)"))
                #expect(found.sample.key == "s\(number)")
                #expect(found.question == question)
            }
        }
        for absent in ["", "many", "many/0/0", "many/3/3", "E\u{301}", "only text "] {
            #expect(try set.sample(id: absent) == nil)
        }
    }

    @Test(arguments: [1, 32, 2000, 9600])
    func `memory does not change the index`(memoryLimit: Int) throws {
        _ = try write()
        let whole = try FileSystem.read(folder["index/questions.idx"])
        try writeIndex(memoryLimit: memoryLimit)
        #expect(try FileSystem.read(folder["index/questions.idx"]) == whole)
    }

    @Test func `two questions of one id are a fault that names both`() throws {
        let sample = ShardFixture.Sample(key: "a", questions: ["x", "same"])
        try ShardFixture.write("one", [sample], into: folder.path)
        try ShardFixture.write("two", [sample], into: folder.path)
        let fault = #expect(throws: Fault.self) { try writeIndex(["one", "two"]) }
        #expect(fault?.message.contains("`one`") == true)
        #expect(fault?.message.contains("`two`") == true)
        #expect(try FileSystem.status(folder["index/questions.idx"]) == nil)
    }

    @Test func `a set without shards is empty`() throws {
        try FileSystem.createFolder(folder["index"])
        try writeIndex([])
        let set = try ShardSet(folder.path)
        #expect(set.count == 0)
        #expect(try set.sample(id: "a") == nil)
    }

    @Test func `a changed byte is noticed, and reading past it does no harm`() throws {
        _ = try write()
        let bytes = try FileSystem.read(folder["index/questions.idx"])
        for index in stride(from: 0, to: bytes.count, by: 61) {
            var changed = bytes
            changed[index] ^= 0xA5
            try FileSystem.write(changed, to: folder["index/questions.idx"])
            #expect(throws: Fault.self) {
                let set = try ShardSet(folder.path)
                for number in [0, 3, set.count - 1] where number >= 0 && number < set.count {
                    _ = try? set.sample(at: number)
                }
                for id in ["only text", "many/3/2", "absent"] { _ = try? set.sample(id: id) }
                try set.verify()
            }
        }
    }

    @Test func `indexes with any bytes changed are refused or do no harm`() throws {
        _ = try write()
        var random = CounterGenerator(Seed(42))
        for name in ["index/questions.idx", "index/many.idx"] {
            let bytes = try FileSystem.read(folder[name])
            for _ in 0..<150 {
                var changed = bytes
                for _ in 0...random.index(below: 6) {
                    let place = random.index(below: random.index(below: 4) == 0 ? 64 : bytes.count)
                    changed[place] =
                        [0, 0xFF, 0x7F, 0x80, changed[place] ^ 1].randomElement(
                            using: &random) ?? 0
                }
                if random.index(below: 5) == 0 {
                    changed.removeLast(random.index(below: changed.count))
                }
                try FileSystem.write(changed, to: folder[name])
                let set: ShardSet
                do { set = try ShardSet(folder.path) } catch { continue }
                for _ in 0..<10 where set.count > 0 {
                    let number = random.index(below: set.count)
                    for picture in (try? set.sample(at: number))?.pictures ?? [] {
                        #expect(picture.bytes.count == picture.picture.byteCount)
                    }
                    _ = try? set.sample(id: "many/\(number)/0")
                }
                if changed != bytes { #expect(throws: Fault.self) { try set.verify() } }
            }
            try FileSystem.write(bytes, to: folder[name])
        }
    }

    @Test func `a shard that is not its index's is a fault`() throws {
        let set = try write()
        let sample = ShardFixture.Sample(key: "other", questions: ["only text"])
        try ShardFixture.write("other", [sample], into: folder["x"])
        try FileSystem.rename(folder["x/shards/other.tar"], to: folder["shards/first.tar"])
        #expect(throws: Fault.self) { try set.sample(at: 0) }
        // Of the same length, but another sample.
        var key = ShardFixture.samples
        key[0].key = "nine"
        try ShardFixture.write("first", key, into: folder["y"])
        try FileSystem.rename(folder["y/shards/first.tar"], to: folder["shards/first.tar"])
        let again = try ShardSet(folder.path)
        #expect(throws: Fault.self) { try again.sample(at: 0) }
        #expect(try again.sample(at: 1).key == "a-1")
    }

    @Test func `Energon's index holds the first header of each sample and the end mark`() throws {
        try ShardFixture.write("first", into: folder.path)
        let index = try ShardIndexFile(folder["index/first.idx"])
        try index.writeEnergonIndex(to: folder["shards/first.tar.idx"])
        let bytes = try FileSystem.read(folder["shards/first.tar.idx"])
        let offsets = stride(from: 0, to: bytes.count, by: 8).map { start in
            bytes[start..<(start + 8)].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        let tar = try FileSystem.read(folder["shards/first.tar"])
        let keys = offsets.dropLast().map { offset in
            String(decoding: tar[offset...].prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self)
        }
        #expect(keys == ShardFixture.samples.map(\.key))
        #expect(offsets.last == tar.count - 1024)
    }
}
