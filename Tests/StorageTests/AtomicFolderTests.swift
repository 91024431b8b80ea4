import Records
import Storage
import TestSupport
import Testing

@Suite struct AtomicFolderTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func nothingShowsBeforePublishing() throws {
        let unit = try AtomicFolder(for: folder["store/a"])
        #expect(try FileSystem.status(folder["store/a"]) == nil)
        try FileSystem.createFolder(unit.path + "/sub")
        try FileSystem.write([1, 2], to: unit.path + "/sub/file")
        #expect(try unit.publish())
        #expect(try FileSystem.read(folder["store/a/sub/file"]) == [1, 2])
        #expect(try FileSystem.list(folder["store"]) == ["a"])
    }

    @Test func theFirstToPublishWins() throws {
        let first = try AtomicFolder(for: folder["a"])
        let second = try AtomicFolder(for: folder["a"])
        #expect(first.path != second.path)
        try FileSystem.write([1], to: first.path + "/file")
        try FileSystem.write([2], to: second.path + "/file")
        #expect(try first.publish())
        #expect(try !second.publish())
        #expect(try FileSystem.read(folder["a/file"]) == [1])
        #expect(try FileSystem.list(folder.path) == ["a"])
    }

    @Test func discardingLeavesNothing() throws {
        let unit = try AtomicFolder(for: folder["a"])
        try FileSystem.write([1], to: unit.path + "/file")
        unit.discard()
        #expect(try FileSystem.list(folder.path) == [])
    }

    @Test func aFileInTheWayIsAFault() throws {
        let path = try folder.write("", to: "a")
        let unit = try AtomicFolder(for: path)
        #expect(throws: Fault.self) { try unit.publish() }
    }
}
