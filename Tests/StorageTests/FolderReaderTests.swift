import Glibc
import Records
import Storage
import TestSupport
import Testing

@Suite struct FolderReaderTests {
    let folder: TemporaryFolder
    let arena = ByteArena()

    init() throws {
        folder = try TemporaryFolder()
        try FileSystem.createFolder(folder["root/a/b"])
        try FileSystem.createFolder(folder["outside"])
        _ = try folder.write("top", to: "root/top")
        _ = try folder.write("deep", to: "root/a/b/deep")
        _ = try folder.write("", to: "root/empty")
        _ = try folder.write("secret", to: "outside/secret")
    }

    private func link(_ target: String, at name: String) {
        #expect(symlink(target, folder[name]) == 0)
    }

    private func read(_ path: String, limit: Int = 100) throws -> String {
        let reader = try FolderReader(root: folder["root"])
        let file = try reader.read(path, limit: limit, into: arena)
        #expect(file.status.byteCount == file.bytes.count)
        return file.bytes.text
    }

    private func refusal(_ path: String, limit: Int = 100) throws -> ReadFault.Reason? {
        let reader = try FolderReader(root: folder["root"])
        return #expect(throws: ReadFault.self) {
            try reader.read(path, limit: limit, into: arena)
        }?.reason
    }

    struct Case {
        var path: String
        var content: String
    }

    @Test(arguments: [
        Case(path: "top", content: "top"), Case(path: "./top", content: "top"),
        Case(path: "a/b/deep", content: "deep"), Case(path: "a//b/./deep", content: "deep"),
        Case(path: "a/../top", content: "top"), Case(path: "a/b/../../a/b/deep", content: "deep"),
        Case(path: "empty", content: ""),
    ])
    func `files beneath the root are read`(each: Case) throws {
        #expect(try read(each.path) == each.content)
    }

    @Test func `links that stay inside are followed`() throws {
        link("top", at: "root/to-file")
        link("a/b", at: "root/to-folder")
        link("../../top", at: "root/a/b/up")
        link("to-folder", at: "root/twice")
        link(folder["root/top"], at: "root/absolute")
        link(folder["root"], at: "root/itself")
        #expect(try read("to-file") == "top")
        #expect(try read("to-folder/deep") == "deep")
        #expect(try read("a/b/up") == "top")
        #expect(try read("twice/deep") == "deep")
        #expect(try read("twice/up") == "top")
        #expect(try read("absolute") == "top")
        #expect(try read("itself/a/b/deep") == "deep")
    }

    @Test(arguments: [
        "/etc/hostname", "..", "../outside/secret", "a/../../outside/secret",
        "../root/top", "a/b/../../../root/top", "file-out", "folder-out/secret", "absolute-out",
        "beside", "over/secret", "absent-out", "out-and-in", "a/.././..",
    ])
    func `what leads out of the root is an escape`(path: String) throws {
        link("../outside/secret", at: "root/file-out")
        link("../outside", at: "root/folder-out")
        link("/etc/hostname", at: "root/absolute-out")
        // The name of the root is only the beginning of this one.
        try FileSystem.createFolder(folder["root-beside"])
        _ = try folder.write("secret", to: "root-beside/secret")
        link(folder["root-beside/secret"], at: "root/beside")
        link("folder-out", at: "root/over")
        link("../nothing", at: "root/absent-out")
        link("../root/top", at: "root/out-and-in")
        #expect(try refusal(path) == .escapes)
    }

    @Test(arguments: ["nothing", "a/nothing", "nothing/top", "top/x", "dangling", "top\0"])
    func `what is not there is missing`(path: String) throws {
        link("nowhere", at: "root/dangling")
        #expect(try refusal(path) == .missing)
    }

    @Test(arguments: ["a", "a/", "a/b/..", ".", "", "pipe", "to-pipe", "to-folder", "socket"])
    func `what is no file is told apart and does not block`(path: String) throws {
        #expect(mkfifo(folder["root/pipe"], 0o644) == 0)
        link("pipe", at: "root/to-pipe")
        link("a", at: "root/to-folder")
        #expect(mknod(folder["root/socket"], S_IFSOCK | 0o644, 0) == 0)
        #expect(try refusal(path) == .notAFile)
    }

    @Test func `a circle of links ends`() throws {
        link("two", at: "root/one")
        link("one", at: "root/two")
        #expect(try refusal("one") == .unreadable)
        #expect(try refusal("one/top") == .unreadable)
        #expect(try refusal(String(repeating: "n", count: 300)) == .unreadable)
    }

    @Test func `the limit is on the bytes of a file`() throws {
        #expect(try read("top", limit: 3) == "top")
        #expect(try refusal("top", limit: 2) == .tooLarge)
        #expect(try read("empty", limit: 0) == "")
    }

    @Test func `a folder that became a link is not followed out`() throws {
        let reader = try FolderReader(root: folder["root"])
        #expect(try reader.read("a/b/deep", limit: 9, into: arena).bytes.count == 4)
        try FileSystem.remove(folder["root/a/b"])
        link("../../outside", at: "root/a/b")
        // The folder that was open is gone, not replaced by what the link leads to.
        #expect(throws: ReadFault.self) {
            try reader.read("a/b/secret", limit: 9, into: arena)
        }
    }

    @Test func `many folders are read by turns`() throws {
        for number in 0..<300 { _ = try folder.write("\(number)", to: "root/a/f\(number)") }
        for number in 0..<300 {
            try FileSystem.createFolder(folder["root/d\(number)"])
            _ = try folder.write("\(number)", to: "root/d\(number)/x")
        }
        let reader = try FolderReader(root: folder["root"])
        for number in [0, 299, 5, 0, 7, 299] + Array(0..<300) {
            for path in ["d\(number)/x", "a/f\(number)"] {
                let file = try reader.read(path, limit: 9, into: arena)
                #expect(file.bytes.text == "\(number)")
            }
        }
    }

    @Test func `a root that is no folder is a fault`() throws {
        #expect(throws: Fault.self) { try FolderReader(root: folder["root/top"]) }
        #expect(throws: Fault.self) { try FolderReader(root: folder["root/nothing"]) }
    }

    @Test func `a file that claims to be empty is read to its end`() throws {
        let reader = try FolderReader(root: "/proc/self")
        #expect(try reader.read("status", limit: 1 << 20, into: arena).bytes.count > 100)
    }
}
