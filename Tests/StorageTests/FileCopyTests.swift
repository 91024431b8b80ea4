import Glibc
import Records
import Storage
import TestSupport
import Testing

@Suite struct FileCopyTests {
    /// Where the copy is made before it gets its name.
    enum Place: String, CaseIterable, Sendable {
        case sameFileSystem
        case otherFileSystem
    }

    @Test(arguments: Place.allCases)
    func `a copy has every byte and leaves nothing beside it`(place: Place) throws {
        let temporary = try TemporaryFolder()
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try FileSystem.write(bytes, to: temporary["from"])
        try FileSystem.createFolder(temporary["to"])
        var through = temporary["through"]
        if place == .otherFileSystem {
            through = "/dev/shm/storage-tests-\(getpid())"
            let other = try FileSystem.status("/dev/shm")
            let own = try FileSystem.status(temporary.path)
            guard let other, other.device != own?.device else {
                print("SKIPPED FileCopyTests.otherFileSystem: no second file system in /dev/shm")
                return
            }
        }
        try FileSystem.createFolder(through)
        defer { try? FileSystem.remove(through) }
        try FileSystem.copy(temporary["from"], to: temporary["to/copy"], through: through)
        #expect(try FileSystem.read(temporary["to/copy"]) == bytes)
        #expect(try FileSystem.list(temporary["to"]) == ["copy"])
        #expect(try FileSystem.list(through).isEmpty)
    }
}
