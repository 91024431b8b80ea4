import Glibc
import Records
import TestSupport
import Testing

@testable import Storage

@Suite struct FolderNamesTests {
    struct Case: Sendable {
        var bytes: [UInt8]
        var text: String
    }

    @Test(arguments: [
        Case(bytes: Array("plain".utf8), text: "plain"), Case(bytes: Array("é".utf8), text: "é"),
        Case(bytes: Array("caf".utf8) + [0xE9], text: "caf\\xE9"),
        Case(bytes: [0xFF, 0x0A] + Array("日".utf8), text: "\\xFF\n日"),
        Case(bytes: [0xE6, 0x97], text: "\\xE6\\x97"),
    ])
    func `a name tells its broken bytes`(given: Case) throws {
        let status = try #require(try FileSystem.status("/"))
        #expect(
            FolderEntry(nameBytes: given.bytes, status: status).escapedName == given.text)
    }

    @Test func `names that are not UTF-8 stand beside the others`() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("", to: "b")
        _ = try folder.write("", to: "a")
        let broken = Array((folder.path + "/").utf8) + [0xE9, 0x61]
        let path = broken.map { CChar(bitPattern: $0) } + [0]
        #expect(mkdir(path, 0o755) == 0)
        defer { rmdir(path) }
        let found = try FileSystem.names(in: folder.path)
        #expect(found.names == ["a", "b"] && found.isWhole)
        #expect(found.broken.map(\.nameBytes) == [[0xE9, 0x61]])
        #expect(found.broken.first?.status.kind == .folder)
        #expect(throws: Fault.self) { try FileSystem.list(folder.path) }
        #expect(try !FileSystem.names(in: folder.path, limit: 2).isWhole)
        var names: [[UInt8]] = []
        try FileSystem.forEachName(in: folder.path) { names.append($0) }
        #expect(Set(names) == [[0x61], [0x62], [0xE9, 0x61]] && names.count == 3)
    }
}
