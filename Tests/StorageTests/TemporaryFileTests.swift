import Glibc
import Records
import TestSupport
import Testing

@testable import Storage

@Suite struct TemporaryFileTests {
    @Test func `what is being written is locked`() throws {
        let folder = try TemporaryFolder()
        func isLocked() throws -> Bool {
            let name = try #require(
                try FileSystem.list(folder.path).first { $0.hasPrefix(".tmp-") })
            let other = try FileDescriptor.open(folder[name], O_RDWR, for: "read")
            return flock(other.number, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
        }
        var file = try AtomicFile(for: folder["a"])
        #expect(try isLocked())
        try file.publish()
        let spool = try TarSpool(for: folder["b.tar"])
        #expect(try isLocked())
        try spool.publish()
        #expect(try FileSystem.list(folder.path) == ["a", "b.tar"])
    }

    @Test func `an archive's copy of what is not there is the disk's fault`() throws {
        let folder = try TemporaryFolder()
        let spool = try TarSpool(for: folder["a.tar"])
        let name = Array("a".utf8)
        let start = try spool.begin(name, byteCount: 3)
        try spool.write([1, 2, 3])
        try spool.end()
        let entry = ArchiveEntry(nameBytes: name, offset: start, byteCount: 3)
        _ = try spool.copy(entry, as: Array("b".utf8))
        var absent = entry
        absent.offset = 1 << 20
        errno = 0
        let fault = #expect(throws: ArchiveFault.self) {
            try spool.copy(absent, as: Array("c".utf8))
        }
        #expect(fault?.fault?.code == .inputOutput, "\(fault?.detail ?? "")")
    }

    @Test func `a cache that was not used for a day is marked when it is`() throws {
        let folder = try TemporaryFolder()
        for (name, age) in [("old", 90_000), ("new", 80_000)] {
            let path = try folder.write("", to: name)
            let time = timespec(tv_sec: Glibc.time(nil) - age, tv_nsec: 0)
            #expect(utimensat(AT_FDCWD, path, [time, time], 0) == 0)
        }
        FileSystem.markUsed([folder["old"], folder["new"], folder["absent"]])
        let old = try #require(FileSystem.age(of: folder["old"]))
        let new = try #require(FileSystem.age(of: folder["new"]))
        #expect(old < 3600 && new >= 80_000)
        #expect(FileSystem.age(of: folder["absent"]) == nil)
    }
}
