import Records
import Storage
import TestSupport
import Testing

/// Archives with some bytes changed give an index, or a fault: never a crash, and never a place that
/// lies outside.
@Suite struct ArchiveMutationTests {
    private static let tar: [UInt8] = {
        var tar = ArchiveTarFixture()
        tar.addPax([("path", "long/name"), ("size", "3")])
        tar.add("a", "xyz")
        tar.add("././@LongLink", "other\0", type: "L")
        tar.add("b", "y")
        tar.add("c", type: "1", link: "other")
        tar.add("d", type: "S", size: Array("00000000003\0".utf8)) { $0[482] = 1 }
        tar.bytes += [UInt8](repeating: 0, count: 512)
        tar.addBlocks(Array("xyz".utf8))
        tar.end()
        return tar.bytes
    }()

    private static let zip = ArchiveZipFixture.bytes(
        [
            .init("a", "xyz") {
                $0.method = 8
                $0.packed = ArchiveZipFixture.stored($0.content)
            }, .init("b", "y"), .init("d/", ""), .init("e", "zz"),
        ], prefix: "before", comment: "after")

    /// Changes up to four places; where a tar header is hit, its checksum may be made right again,
    /// so that the fields behind it are read.
    private func mutated(_ bytes: [UInt8], _ seed: Int, isTar: Bool) -> [UInt8] {
        var generator = CounterGenerator(Seed(7).deriving(seed))
        var bytes = bytes
        for _ in 0...generator.index(below: 4) {
            let place = generator.index(below: bytes.count)
            switch generator.index(below: 4) {
            case 0: bytes[place] = UInt8(generator.index(below: 256))
            case 1: bytes[place] ^= 1 << UInt8(generator.index(below: 8))
            case 2:
                bytes[place] = [0, 0x20, 0x2F, 0x39, 0x7F, 0x80, 0xFF][generator.index(below: 7)]
            default: bytes.removeLast(generator.index(below: min(bytes.count - 1, 600)))
            }
            guard isTar, place / 512 * 512 + 512 <= bytes.count, generator.index(below: 8) > 0
            else { continue }
            let start = place / 512 * 512
            for index in 148..<156 { bytes[start + index] = 0x20 }
            let sum = String(bytes[start..<(start + 512)].reduce(0) { $0 + Int($1) }, radix: 8)
            for (index, digit) in sum.utf8.enumerated() { bytes[start + 148 + index] = digit }
        }
        return bytes
    }

    @Test func noChangedTarBreaksTheIndex() throws {
        var outcomes = (indexes: 0, faults: 0)
        for seed in 0..<MutationCount.value(default: 3000) {
            let bytes = ByteSlice(mutated(ArchiveMutationTests.tar, seed, isTar: true))
            guard let index = try? ArchiveIndexer.index(ofTar: bytes) else {
                outcomes.faults += 1
                continue
            }
            outcomes.indexes += 1
            for entry in index.entries {
                #expect(entry.offset >= 512 && entry.byteCount >= 0)
                #expect(entry.byteCount <= bytes.count - entry.offset)
            }
        }
        #expect(outcomes.indexes > 50 && outcomes.faults > 50)
    }

    @Test func noChangedZipBreaksTheUnpacker() throws {
        let folder = try TemporaryFolder()
        var outcomes = (indexes: 0, faults: 0)
        for seed in 0..<MutationCount.value(default: 500) {
            try FileSystem.write(
                mutated(ArchiveMutationTests.zip, seed, isTar: false), to: folder["in"])
            guard let index = try? ArchiveUnpacker.unpack(folder["in"], intoTar: folder["spool"])
            else {
                outcomes.faults += 1
                continue
            }
            outcomes.indexes += 1
            #expect(
                try ArchiveIndexer.index(ofTar: folder["spool"]).entries == index.entries)
        }
        #expect(outcomes.indexes > 50 && outcomes.faults > 50)
        #expect(try FileSystem.list(folder.path).count <= 2)
    }
}
