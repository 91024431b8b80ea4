import Glibc
import Records
import Storage
import TestSupport
import Testing

@Suite struct MappedFileTests {
    let folder: TemporaryFolder
    private let byteCount = 5 * 4096 + 100

    init() throws { folder = try TemporaryFolder() }

    private func file() throws -> String {
        try FileSystem.write([UInt8](repeating: 7, count: byteCount), to: folder["a"])
        return folder["a"]
    }

    @Test(arguments: [0, 100, 4096, 3 * 4096 + 1])
    func `a file that is cut while it is mapped ends in zeros, and is told`(left: Int) throws {
        let map = try MappedFile(try file())
        #expect(truncate(folder["a"], off_t(left)) == 0)
        let bytes = map.bytes(0..<byteCount)
        #expect(bytes.prefix(left).allSatisfy { $0 == 7 })
        #expect(bytes.dropFirst(left).allSatisfy { $0 == 0 })
        #expect(throws: Fault.self) { try map.checkWhole() }
        #expect(throws: Fault.self) { try map.checkUnchanged() }
    }

    @Test func `a file of ours that is cut is told as well`() throws {
        let map = try MappedFile(try file(), isOurs: true)
        #expect(truncate(folder["a"], 1) == 0)
        _ = map.bytes(byteCount - 1..<byteCount)
        let fault = #expect(throws: Fault.self) { try map.checkUnchanged() }
        #expect(fault?.code == .tryAgain)
    }

    @Test func `a cut file takes nothing from the others`() throws {
        let maps = try (0..<40).map { number in
            let path = folder["\(number)"]
            try FileSystem.write([UInt8](repeating: UInt8(number), count: byteCount), to: path)
            return try MappedFile(path)
        }
        #expect(truncate(folder["20"], 0) == 0)
        for (number, map) in maps.enumerated() {
            let expected = number == 20 ? 0 : UInt8(number)
            #expect(map.bytes(0..<byteCount).allSatisfy { $0 == expected })
            if number != 20 { try map.checkUnchanged() }
        }
        // A guard that was let go is used again.
        let again = try MappedFile(folder["21"])
        #expect(again.bytes(0..<1) == [21])
        try again.checkUnchanged()
    }

    struct Change: Sendable, CustomTestStringConvertible {
        var what: String
        var make: @Sendable (String) throws -> Void
        var testDescription: String { what }
    }

    @Test(arguments: [
        Change(what: "grown") { #expect(truncate($0, 1 << 20) == 0) },
        Change(what: "cut where nobody looked") { #expect(truncate($0, 9) == 0) },
        Change(what: "replaced") { try FileSystem.write([1], to: $0) },
        Change(what: "gone") { try FileSystem.remove($0) },
    ])
    func `a file that changed is told`(change: Change) throws {
        let path = try file()
        let map = try MappedFile(path)
        let ours = try MappedFile(path, isOurs: true)
        try map.checkUnchanged()
        try ByteSlice(map, 0..<1).checkUnchanged()
        try change.make(path)
        let fault = #expect(throws: Fault.self) { try map.checkUnchanged() }
        #expect(fault?.code == .tryAgain)
        #expect(fault?.message.contains(path) == true)
        #expect(throws: Fault.self) { try ByteSlice(map, 0..<1).checkUnchanged() }
        // Nobody has looked at what may be missing.
        try ours.checkUnchanged()
    }

    @Test func `a table that is cut while it is read is a fault`() throws {
        var text = ""
        for number in 0..<2000 { text += "{\"n\": \(number)}\n" }
        let path = try folder.write(text, to: "table.jsonl")
        let fault = #expect(throws: Fault.self) {
            try TableReader.forEach(Row.self, from: path) { row throws(Fault) in
                if row.number == 0 { truncate(path, 0) }
            }
        }
        #expect(fault != nil)
    }

    private struct Row: TableRow {
        var number: Int
        var json: JSONValue { ["n": .integer(number)] }
        init(json: JSONValue) throws(Fault) { number = try json.column("n", \.integerValue) }
    }

    @Test func `an archive that changed since its bytes were mapped is not unpacked`() throws {
        let path = folder["a.gz"]
        // "x" by gzip.
        try FileSystem.write(
            [
                0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xAB, 0, 0, 0x83, 0x16, 0xDC, 0x8C, 1, 0, 0, 0,
            ], to: path)
        let map = try MappedFile(path)
        let source = ByteSlice(map, 0..<map.count)
        try ArchiveUnpacker.decompress(path, source, into: folder["whole"])
        #expect(try FileSystem.read(folder["whole"]) == [0x78])
        try FileSystem.write(try FileSystem.read(path) + [0], to: path)
        #expect(throws: ArchiveFault.self) {
            try ArchiveUnpacker.decompress(path, source, into: folder["changed"])
        }
        #expect(try FileSystem.status(folder["changed"]) == nil)
    }
}
