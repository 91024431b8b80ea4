import Records
import TestSupport
import Testing

@testable import Storage

@Suite struct TarOutputTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    struct Name: CustomTestStringConvertible {
        var bytes: [UInt8]
        var testDescription: String { "\(bytes.count) bytes" }
        init(_ text: String) { bytes = Array(text.utf8) }
    }

    @Test(arguments: [
        Name("a"), Name("é/ü.png"), Name(String(repeating: "n", count: 100)),
        Name(String(repeating: "n", count: 101)), Name(String(repeating: "é", count: 500)),
        Name("x/" + String(repeating: "n", count: 980)),
    ])
    func `a name of any length comes back`(name: Name) throws {
        let tar = try TarOutput(folder["t.tar"])
        for text in ["first", ""] {
            let bytes = Array(text.utf8)
            _ = unsafe try tar.append(name.bytes, bytes.span.bytes)
        }
        try tar.close()
        // Of two files of a name, the first is kept.
        let index = try ArchiveIndexer.index(ofTar: folder["t.tar"])
        #expect(index.entries.map(\.nameBytes) == [name.bytes])
        #expect(index.entries.map(\.byteCount) == [5])
        #expect(index.report.refusals.map(\.reason) == [.duplicateKey])
    }

    @Test func `an entry may come in pieces`() throws {
        let tar = try TarOutput(folder["t.tar"])
        let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 3) }
        let offset = try tar.begin(Array("a".utf8), byteCount: bytes.count)
        for start in stride(from: 0, to: bytes.count, by: 777) {
            let piece = Array(bytes[start..<min(bytes.count, start + 777)])
            unsafe try tar.write(piece.span.bytes)
        }
        _ = try tar.begin(Array("empty".utf8), byteCount: 0)
        try tar.close()
        let index = try ArchiveIndexer.index(ofTar: folder["t.tar"])
        #expect(index.entries.map(\.name) == ["a", "empty"])
        #expect(index["a"]?.offset == offset)
        let all = try FileSystem.read(folder["t.tar"])
        #expect(Array(all[offset..<(offset + bytes.count)]) == bytes)
        #expect(all.count == tar.byteCount)
        #expect(all.count.isMultiple(of: 512))
    }

    @Test func `a size beyond eleven octal digits goes into a pax record`() {
        let name = Array("a".utf8)
        #expect(!TarHeader.needsRecord(name, byteCount: 1 << 33 - 1))
        #expect(TarHeader.needsRecord(name, byteCount: 1 << 33))
        #expect(
            TarHeader.record(name, byteCount: 1 << 33) == Array("19 size=8589934592\n".utf8))
    }

    @Test func `the length of a pax record counts its own digits`() {
        for count in 101...1100 {
            let record = TarHeader.record([UInt8](repeating: 97, count: count), byteCount: 0)
            #expect(
                Int(String(decoding: record.prefix { $0 != 32 }, as: UTF8.self)) == record.count)
        }
    }
}
