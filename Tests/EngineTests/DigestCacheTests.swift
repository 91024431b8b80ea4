import Engine
import Glibc
import Records
import Storage
import Testing

@Suite struct DigestCacheTests {
    /// Sets a file's modification time, in seconds of Unix time.
    private func age(_ path: String, to seconds: Int) {
        let times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
        #expect(utimensat(AT_FDCWD, path, times, 0) == 0)
    }

    @Test func `an unchanged file is not read again`() throws {
        let temporary = try TemporaryWorkspace()
        let path = "\(temporary.root)/data"
        try FileSystem.write([1, 2, 3], to: path)
        age(path, to: 1_000_000)
        let digest = try temporary.workspace.digests.digest(ofFile: path)
        temporary.workspace.digests.save()
        // Same size, same time, same inode: the documented limit shows that nothing was read.
        let descriptor = open(path, O_WRONLY)
        #expect(pwrite(descriptor, [9], 1, 0) == 1)
        close(descriptor)
        age(path, to: 1_000_000)
        #expect(try Workspace(temporary.root).digests.digest(ofFile: path) == digest)
        age(path, to: 1_000_001)
        let fresh = try Workspace(temporary.root).digests.digest(ofFile: path)
        #expect(fresh == SHA256.digest(of: [9, 2, 3]))
    }

    @Test func `a file that was just written is not remembered`() throws {
        let temporary = try TemporaryWorkspace()
        let path = "\(temporary.root)/data"
        try FileSystem.write([1], to: path)
        _ = try temporary.workspace.digests.digest(ofFile: path)
        temporary.workspace.digests.save()
        #expect(try FileSystem.status("\(temporary.root)/cache/digests.jsonl") == nil)
    }

    @Test func `a damaged cache costs only time`() throws {
        let temporary = try TemporaryWorkspace()
        let path = "\(temporary.root)/data"
        try FileSystem.write([1], to: path)
        age(path, to: 1_000_000)
        try FileSystem.createFolder("\(temporary.root)/cache")
        try FileSystem.write(
            Array("{\"path\":".utf8), to: "\(temporary.root)/cache/digests.jsonl")
        #expect(try temporary.workspace.digests.digest(ofFile: path) == SHA256.digest(of: [1]))
    }

    @Test func `a missing file is a fault that names it`() throws {
        let temporary = try TemporaryWorkspace()
        let fault = #expect(throws: Fault.self) {
            try temporary.workspace.digests.digest(ofFile: "/nowhere/at/all")
        }
        #expect(fault?.message.contains("/nowhere/at/all") == true)
    }
}
