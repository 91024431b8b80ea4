import Glibc
import Records
import Storage
import TestSupport
import Testing

@Suite struct FileSystemTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: [0, 1, 4095, 4096, 4097, 1 << 20, (1 << 20) + 4097])
    func readsWhatWasWritten(byteCount: Int) throws {
        let bytes = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try FileSystem.write(bytes, to: folder["a"])
        #expect(try FileSystem.read(folder["a"]) == bytes)
        #expect(try FileSystem.list(folder.path) == ["a"])
    }

    @Test func writingReplacesTheOldContent() throws {
        _ = try folder.write("long old content", to: "a")
        _ = try folder.write("new", to: "a")
        #expect(try FileSystem.read(folder["a"]) == Array("new".utf8))
    }

    @Test func readingStopsAtItsLimit() throws {
        let path = try folder.write("12345", to: "a")
        #expect(try FileSystem.read(path, limit: 5).count == 5)
        #expect(throws: Fault.self) { try FileSystem.read(path, limit: 4) }
        #expect(throws: Fault.self) { try FileSystem.read("/dev/zero", limit: 4) }
    }

    @Test func readsFilesThatClaimToBeEmpty() throws {
        #expect(try !FileSystem.read("/proc/self/status").isEmpty)
    }

    @Test func aPipeIsRefusedAtOnce() throws {
        #expect(mkfifo(folder["pipe"], 0o600) == 0)
        #expect(throws: Fault.self) { try FileSystem.read(folder["pipe"]) }
    }

    @Test func aMissingFileIsBadInputThatNamesIt() throws {
        let fault = #expect(throws: Fault.self) { try FileSystem.read(folder["absent"]) }
        #expect(fault?.code == .badInput)
        #expect(fault?.message.contains("absent") == true)
        #expect(fault?.cause == "No such file or directory")
        #expect(try FileSystem.status(folder["absent"]) == nil)
        #expect(try FileSystem.status(folder["absent/below"]) == nil)
    }

    @Test func aNameWithNULIsRefused() throws {
        _ = try folder.write("", to: "a")
        #expect(throws: Fault.self) { try FileSystem.read(folder["a\0b"]) }
        #expect(throws: Fault.self) { try FileSystem.status(folder["a\0b"]) }
        #expect(throws: Fault.self) { try FileSystem.remove(folder["a\0b"]) }
        #expect(throws: Fault.self) { try FileSystem.rename(folder["a"], to: folder["b\0"]) }
    }

    @Test func statusTellsKindsAndLengths() throws {
        let path = try folder.write("123", to: "a")
        #expect(symlink(path, folder["link"]) == 0)
        let status = try #require(try FileSystem.status(folder["link"]))
        #expect(status.kind == .file && status.byteCount == 3)
        #expect(status.modified > 1_600_000_000_000_000_000)
        #expect(try FileSystem.status(path) == status)
        #expect(try FileSystem.linkStatus(folder["link"])?.kind == .link)
        #expect(try FileSystem.status(folder.path)?.kind == .folder)
        #expect(try FileSystem.status("/dev/null")?.kind == .other)
    }

    @Test func listsByBytes() throws {
        for name in ["b", "a", "B", "é", ".hidden", "10", "9"] {
            _ = try folder.write("", to: name)
        }
        #expect(try FileSystem.list(folder.path) == [".hidden", "10", "9", "B", "a", "b", "é"])
    }

    @Test func makesFoldersWithTheirParents() throws {
        try FileSystem.createFolder(folder["a/b/c"])
        try FileSystem.createFolder(folder["a/b/c"])
        try FileSystem.createFolder(folder["a/b/d/"])
        #expect(try FileSystem.list(folder["a/b"]) == ["c", "d"])
        _ = try folder.write("", to: "file")
        #expect(throws: Fault.self) { try FileSystem.createFolder(folder["file"]) }
        #expect(throws: Fault.self) { try FileSystem.createFolder(folder["file/below"]) }
    }

    @Test func removesTreesButNotWhatLinksLeadTo() throws {
        try FileSystem.createFolder(folder["tree/deep"])
        _ = try folder.write("1", to: "tree/deep/file")
        _ = try folder.write("1", to: "kept")
        #expect(symlink(folder["kept"], folder["tree/link"]) == 0)
        #expect(symlink(folder.path, folder["tree/loop"]) == 0)
        try FileSystem.remove(folder["tree"])
        try FileSystem.remove(folder["tree"])
        #expect(try FileSystem.list(folder.path) == ["kept"])
    }

    @Test func hardLinksShareTheFile() throws {
        let path = try folder.write("1", to: "a")
        try FileSystem.hardLink(path, at: folder["b"])
        #expect(
            try FileSystem.status(path)?.inode == FileSystem.status(folder["b"])?.inode)
        #expect(throws: Fault.self) { try FileSystem.hardLink(path, at: folder["b"]) }
    }
}
