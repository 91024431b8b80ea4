import Records
import TestSupport
import Testing

@testable import Storage

@Suite("Record logs")
struct RecordLogTests {
    let folder: TemporaryFolder
    static let key = SHA256.digest(of: Array("a unit".utf8))
    static let records: [[UInt8]] = [
        [], [1], Array("zwei é".utf8), [UInt8](repeating: 7, count: 300), [0, 0, 0, 0], [9],
    ]

    init() throws { folder = try TemporaryFolder() }

    /// What a log gives back when it is opened.
    static func reopen(_ path: String, key: Digest = key) throws -> [[UInt8]] {
        var found: [[UInt8]] = []
        _ = try RecordLog(path, key: key) { found.append(Array($0)) }
        return found
    }

    func write(_ records: [[UInt8]], to path: String) throws {
        let log = try RecordLog(path, key: RecordLogTests.key) { _ in }
        try log.append(records)
        try log.sync()
    }

    @Test("records come back in their order, and further ones follow them")
    func comeBack() throws {
        try write(RecordLogTests.records, to: folder["log"])
        #expect(try RecordLogTests.reopen(folder["log"]) == RecordLogTests.records)
        try write([[4], [5]], to: folder["log"])
        #expect(try RecordLogTests.reopen(folder["log"]) == RecordLogTests.records + [[4], [5]])
    }

    @Test("a log cut at any byte keeps its whole records, and goes on after them")
    func everyCut() throws {
        try write(RecordLogTests.records, to: folder["whole"])
        let bytes = try FileSystem.read(folder["whole"])
        var ends = [RecordLog.headerByteCount]
        for record in RecordLogTests.records {
            ends.append((ends.last ?? 0) + RecordLog.prefixByteCount + record.count)
        }
        #expect(ends.last == bytes.count)
        for cut in 0...bytes.count {
            try FileSystem.write(Array(bytes[..<cut]), to: folder["cut"])
            let kept = max(0, ends.count { $0 <= cut } - 1)
            let expected = Array(RecordLogTests.records.prefix(kept))
            #expect(try RecordLogTests.reopen(folder["cut"]) == expected, "cut at \(cut)")
            try write([[42]], to: folder["cut"])
            #expect(try RecordLogTests.reopen(folder["cut"]) == expected + [[42]], "cut at \(cut)")
        }
    }

    @Test("a flipped bit costs the record that it is in and what follows, and changes none")
    func everyBit() throws {
        try write(RecordLogTests.records, to: folder["whole"])
        let bytes = try FileSystem.read(folder["whole"])
        for place in 0..<bytes.count * 8 {
            var flipped = bytes
            flipped[place / 8] ^= 1 << UInt8(place % 8)
            try FileSystem.write(flipped, to: folder["flipped"])
            let found = try RecordLogTests.reopen(folder["flipped"])
            #expect(found.count < RecordLogTests.records.count, "bit \(place)")
            #expect(RecordLogTests.records.starts(with: found), "bit \(place)")
        }
    }

    @Test("a log of another key is emptied")
    func otherKey() throws {
        try write(RecordLogTests.records, to: folder["log"])
        let other = SHA256.digest(of: Array("another unit".utf8))
        #expect(try RecordLogTests.reopen(folder["log"], key: other).isEmpty)
        #expect(try RecordLogTests.reopen(folder["log"]).isEmpty)
    }

    @Test("256 records wait for the disk at most")
    func limit() throws {
        let log = try RecordLog(folder["log"], key: RecordLogTests.key) { _ in }
        try log.append(Array(repeating: [1], count: RecordLog.unsyncedLimit - 1))
        #expect(log.hasUnsynced)
        try log.append([[2]])
        #expect(!log.hasUnsynced)
        try log.append([])
        #expect(!log.hasUnsynced)
    }
}
